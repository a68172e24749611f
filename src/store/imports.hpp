#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What `parlance admin import` has brought into a tenant, under the ids of the earlier product.
namespace parlance::store {

/// The id here of what was brought before.
[[nodiscard]] std::optional<std::string> imported_id(
    Reader& reader,
    const Principal& who,
    std::string_view kind,
    std::string_view source_id
);
void remember_import(
    Writer& writer,
    const Principal& who,
    std::string_view kind,
    std::string_view source_id,
    std::string_view local_id
);
/// How many things of this kind were brought and are still here. Kinds: user, connection,
/// query_log, saved_query.
[[nodiscard]] std::int64_t
count_imported(Reader& reader, const Principal& who, std::string_view kind);

}  // namespace parlance::store
