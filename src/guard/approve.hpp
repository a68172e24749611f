#pragma once

#include "base/schema.hpp"
#include "guard/approved_query.hpp"
#include "guard/policy.hpp"
#include "sql/ast.hpp"

#include <string_view>

/// Comes in: a query tree that anybody may have written, the schema that the asker may see, the
/// policy. Goes out: an `ApprovedQuery`, or a refusal. Pure: no I/O, no clock, no threads; the same
/// input gives the same output.
namespace parlance::guard {

/// Checks `draft` against the allow-lists of relations, functions, operators and types, binds every
/// name, qualifies every table, applies the limits and renders it for `schema.dialect`.
///
/// Throws `Error` with the position in the author's text: `sql_unknown_table`,
/// `sql_unknown_column`, `sql_ambiguous_column` (invalid), `sql_function_refused`,
/// `sql_type_refused`, `sql_not_expressible` (refused). An object that the asker may not see gets
/// the same answer as one that does not exist.
[[nodiscard]] ApprovedQuery
approve(const sql::Query& draft, const Schema& schema, const Policy& policy);

/// The same, from text (at most 64 KiB, PostgreSQL's dialect or the source's habits).
[[nodiscard]] ApprovedQuery
approve(std::string_view text, const Schema& schema, const Policy& policy);

}  // namespace parlance::guard
