#pragma once

#include "sql/ast.hpp"

namespace parlance::guard {

/// Holds computed arguments that decide how large a result is (`sql::Function::bounded`) to their
/// bound when the statement runs: `repeat(x, n)` becomes `repeat(x, n::numeric(3, 0)::integer)`,
/// which is an error from 1000 on and otherwise the same. The argument stands there once, so that
/// one that changes from call to call cannot be asked for a second, larger value. It is asked of
/// visible rows alone, behind the fence, for no proof lets a call before it. `query` is resolved.
///
/// Throws `sql_function_refused` for an argument that is no integer.
void bound_growth(sql::Query& query);

}  // namespace parlance::guard
