#pragma once

#include "base/principal.hpp"
#include "base/schema.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// How the values of one table are spread; `content` is JSON of `catalog`, sealed where it lies.
struct StoredProfile {
    std::string content;
    Instant computed_at;
};

/// None: nobody has computed it yet. Throws `Error` (not_found, `connection_not_found`).
[[nodiscard]] std::optional<StoredProfile> table_profile(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table
);
/// Throws `Error` (not_found, `connection_not_found`).
void keep_table_profile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table,
    std::string_view content
);
/// The tables whose profiles were computed before, oldest first.
[[nodiscard]] std::vector<TableName> profiled_before(
    Reader& reader,
    const Principal& who,
    std::string_view connection_id,
    Instant before,
    int most
);
/// Forgets the profile of a table, as when the table is gone.
void forget_table_profile(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    std::string_view schema,
    std::string_view table
);
/// Forgets all of a connection, as when less of it may be looked at.
void forget_table_profiles(Writer& writer, const Principal& who, std::string_view connection_id);

}  // namespace parlance::store
