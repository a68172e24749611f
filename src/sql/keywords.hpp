#pragma once

#include <string_view>

namespace parlance::sql {

/// Whether PostgreSQL would read the bare word as something else than this very name.
[[nodiscard]] bool postgres_needs_quotes(std::string_view name);
/// The same for SQLite; names in mixed case are quoted too, so that they are seen as written.
[[nodiscard]] bool sqlite_needs_quotes(std::string_view name);
[[nodiscard]] bool duckdb_needs_quotes(std::string_view name);

}  // namespace parlance::sql
