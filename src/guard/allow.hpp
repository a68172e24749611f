#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

namespace parlance::guard {

/// Throws `sql_function_refused` or `sql_type_refused` for the first function or type in `query`
/// that is not on the allow-list of the dialect, and `sql_not_supported` for placeholders that
/// carry no value.
void check_allowed(sql::Query& query, Dialect dialect);

}  // namespace parlance::guard
