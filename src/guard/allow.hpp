#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

namespace parlance::guard {

/// Throws `sql_function_refused`, `sql_type_refused` or `sql_collation_refused` for the first
/// function, type or collation in `query` that is not on the allow-list of the dialect,
/// `sql_not_expressible` for an operator that it lacks, and `sql_not_supported` for placeholders
/// that carry no value.
///
/// Before names are bound, some calls may yet turn out to be columns (`sql::may_be_column`): with
/// `bound` false they pass, and whether there were any is the answer.
bool check_allowed(sql::Query& query, Dialect dialect, bool bound);

}  // namespace parlance::guard
