#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

namespace parlance::sql {

/// Puts calls of functions that the source does not have, but SQLite, MySQL or SQL Server do, in
/// words that it has: IFNULL is COALESCE, GROUP_CONCAT is string_agg, `DATE('now', '-7 days')` is
/// arithmetic, DATE_FORMAT and STRFTIME are to_char. What has no exact twin is left as it is, for
/// the list of functions to refuse.
void adopt_functions(Query& query, Dialect source);

}  // namespace parlance::sql
