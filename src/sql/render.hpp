#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <string>
#include <string_view>

namespace parlance::sql {

/// Writes the tree as text of the dialect. For PostgreSQL, parsing the text again gives an equal
/// tree. For the others the meaning is kept; what the dialect cannot express is refused
/// (`sql_not_expressible`), never approximated. `Parameter` nodes become the dialect's
/// placeholders, numbered from 1 in order of `index`.
[[nodiscard]] std::string render(const Query& query, Dialect dialect);
[[nodiscard]] std::string render(const Expr& expr, Dialect dialect);

/// An identifier, quoted when the dialect needs it.
[[nodiscard]] std::string quoted(std::string_view name, Dialect dialect);

/// The same, always quoted.
[[nodiscard]] std::string in_quotes(std::string_view name);

/// Many lines, indented by clause: for people. PostgreSQL dialect text in, the same statement out.
[[nodiscard]] std::string pretty(const Query& query, Dialect dialect);

}  // namespace parlance::sql
