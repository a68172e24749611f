#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Named values of a tenant, or of the installation. Not for secrets: those lie in the vault.
namespace parlance::store {

[[nodiscard]] std::optional<std::string>
setting(Reader& reader, const Principal& who, std::string_view name);
[[nodiscard]] std::optional<std::string> setting(Reader& reader, System, std::string_view name);
void set_setting(
    Writer& writer,
    const Principal& who,
    std::string_view name,
    std::string_view content
);
void set_setting(Writer& writer, System, std::string_view name, std::string_view content);

}  // namespace parlance::store
