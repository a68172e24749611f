#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace parlance::sql {

enum class TokenKind : std::uint8_t {
    word,      ///< a bare identifier or keyword
    quoted,    ///< "name"
    backtick,  ///< `name`
    bracket,   ///< [name]
    string,    ///< 'text', E'text' or $tag$text$tag$
    number,
    symbol  ///< an operator or a sign
};

/// A piece of SQL text; blanks and comments lie between tokens.
struct Token {
    TokenKind kind = TokenKind::symbol;
    std::string_view text;  ///< into the text that was cut up
    std::size_t at = 0;

    [[nodiscard]] std::size_t end() const { return at + text.size(); }
    /// Whether it is this bare word, in any case; `word` is lower case.
    [[nodiscard]] bool is(std::string_view word) const;
};

/// Cuts text up as PostgreSQL's lexer does, and knows the quotes of other products besides. Never
/// fails: what is not closed reaches to the end.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

}  // namespace parlance::sql
