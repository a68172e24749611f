#include "sql/shape.hpp"

#include "base/error.hpp"
#include "sql/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace parlance::sql {
namespace {

constexpr std::size_t short_bytes = 2048;  ///< quadratic time over this is still no time
constexpr std::size_t most_tokens = 32'000;
constexpr std::size_t most_signs = 256;    ///< in one run
constexpr std::size_t most_comments = 64;  ///< between two tokens
/// Operators between two separators: of these, one in so many as there are levels of precedence
/// must nest.
constexpr std::size_t precedences = 6;

constexpr std::array<std::string_view, 14> separators{
    "and",
    "or",
    "select",
    "from",
    "where",
    "group",
    "having",
    "order",
    "limit",
    "on",
    "when",
    "then",
    "else",
    "union"
};

[[noreturn]] void refuse(Failure kind, const char* code, std::string message, std::size_t at) {
    throw Error(kind, code, std::move(message)).at(at);
}

[[noreturn]] void too_deep(std::size_t at) {
    refuse(
        Failure::too_large, "sql_too_deep", "The statement is nested too deeply: simplify it.", at
    );
}

bool is_separator(const Token& token) {
    if (token.kind == TokenKind::symbol) return token.text == ",";
    return token.kind == TokenKind::word &&
           std::ranges::any_of(separators, [&](std::string_view word) { return token.is(word); });
}

/// Comments between two tokens, those inside each other among them.
void check_gap(std::string_view gap, std::size_t at) {
    std::size_t comments = 0;
    for (std::size_t i = gap.find("/*"); i != std::string_view::npos; i = gap.find("/*", i + 1))
        if (++comments > most_comments) too_deep(at + i);
}

class Chains {
public:
    explicit Chains(std::size_t most) : most_(most) {}

    void note(const Token& token) {
        if (token.text == "(" || token.text == "[") {
            open_.push_back(0);
        } else if (token.text == ")" || token.text == "]") {
            if (open_.size() > 1) open_.pop_back();
        } else if (is_separator(token)) {
            open_.back() = 0;
        } else if (token.kind == TokenKind::symbol && token.text != "." && token.text != ":") {
            if (++open_.back() > most_) too_deep(token.at);
        }
    }

private:
    std::vector<std::size_t> open_{0};
    std::size_t most_;
};

}  // namespace

void check_shape(std::string_view text, const ParseLimits& limits) {
    if (text.size() <= short_bytes) return;
    const std::vector<Token> tokens = tokens_of(text);
    if (tokens.size() > most_tokens)
        refuse(
            Failure::too_large,
            "sql_too_long",
            fmt::format("The statement has more than {} words: shorten it.", most_tokens),
            tokens[most_tokens].at
        );
    Chains chains(precedences * limits.nesting);
    std::size_t end = 0;
    bool over = false;
    for (const Token& token : tokens) {
        check_gap(text.substr(end, token.at - end), end);
        end = token.end();
        const bool sign = token.kind == TokenKind::symbol;
        if (sign && token.text.size() > most_signs) too_deep(token.at);
        if (over && token.text != ";")
            refuse(
                Failure::refused,
                "sql_statement_refused",
                "Only one statement can be run at a time.",
                token.at
            );
        over = over || (token.text == ";" && token.at > tokens[0].at);
        chains.note(token);
    }
    check_gap(text.substr(end), end);
}

}  // namespace parlance::sql
