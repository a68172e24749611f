#pragma once

#include "sql/ast.hpp"

#include <cstddef>
#include <string_view>

namespace parlance::sql {

/// Caps on what may be parsed (research: libpg_query overflows the stack on deep input).
struct ParseLimits {
    std::size_t bytes = std::size_t{64} << 10;
    std::size_t nesting = 500;
    std::size_t nodes = 20'000;
};

/// Reads one statement in PostgreSQL's dialect by libpg_query and lowers it to our tree.
///
/// The lowering is the allow-list: anything but one SELECT (or VALUES) whose every node and field
/// is known is refused. Safe on any input and from any thread: moves to a thread with a large stack
/// when the caller has none. Throws `Error`: `sql_syntax` (invalid), `sql_too_long`, `sql_too_deep`
/// (too_large), `sql_statement_refused`, `sql_not_supported` (refused), each with the position in
/// `text`.
[[nodiscard]] Query parse(std::string_view text, const ParseLimits& limits = {});

}  // namespace parlance::sql
