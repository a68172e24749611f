#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// The schema of a connection as it was last seen, in the JSON form that `catalog` gives it.
struct StoredCatalog {
    std::string json;
    std::int64_t tables = 0;
    std::int64_t columns = 0;
    Instant refreshed_at;
};

/// Nothing when the connection's schema was never read. Throws `Error` (`connection_not_found`).
[[nodiscard]] std::optional<StoredCatalog>
catalog(Reader& reader, const Principal& who, std::string_view connection_id);
/// Throws `Error` (`connection_not_found`).
void keep_catalog(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    const StoredCatalog& catalog
);

}  // namespace parlance::store
