#pragma once

#include "base/schema.hpp"
#include "sql/adopt.hpp"  // the other half: what the words mean

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::sql {

/// Text in PostgreSQL's spelling, with the way back.
struct Normalised {
    /// From this offset on, the text is the author's, `author` being where that begins.
    struct Stretch {
        std::size_t offset = 0;
        std::size_t author = 0;
    };

    std::string text;
    std::vector<Stretch> stretches;
    std::size_t author_size = 0;
    bool changed = false;

    /// Where in the author's text this offset of `text` was written.
    [[nodiscard]] std::size_t author_offset(std::size_t offset) const;
};

/// Puts the habits of SQLite and MySQL in PostgreSQL's spelling, token by token, never inside
/// strings and comments: `backticks`, [brackets], `==`, `<=>`, `a IS b`, `LIMIT a, b`, `INTERVAL 1
/// DAY`, `REGEXP`, `CURRENT_DATE()`, a column called `end` or `user`, a subquery in FROM without an
/// alias and, for SQLite, a JOIN without a condition. For text that does not parse as it is.
[[nodiscard]] Normalised normalise(std::string_view text, Dialect source);

}  // namespace parlance::sql
