#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <string_view>

namespace parlance::sql {

/// Reads what somebody wrote for a source: PostgreSQL's dialect, or else with the habits of the
/// source's own and the functions that it has. Throws as `parse`; positions are those of the text
/// in PostgreSQL's spelling.
[[nodiscard]] Query read(std::string_view text, Dialect source);

}  // namespace parlance::sql
