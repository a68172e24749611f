#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <string>
#include <string_view>

namespace parlance::store {

struct Tenant {
    std::string id;
    std::string name;
    Instant created_at;
};

[[nodiscard]] Tenant create_tenant(Writer& writer, System, std::string_view name);
/// The tenant of the one who asks.
[[nodiscard]] Tenant tenant(Reader& reader, const Principal& who);
/// Gives the tenant of `who` another name.
void rename_tenant(Writer& writer, const Principal& who, std::string_view name);
/// Any tenant, for the command line; throws `Error` (not_found).
[[nodiscard]] Tenant tenant(Reader& reader, System, std::string_view id_or_name);

}  // namespace parlance::store
