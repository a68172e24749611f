#include "sql/build.hpp"
#include "sql/rewrite.hpp"

#include <optional>
#include <string>
#include <utility>

namespace parlance::sql::sqlite {
namespace {

/// The escape character of a constant ESCAPE, none when there is to be none.
std::optional<char> escape_of(const Like& like, Position at) {
    if (!like.escape) return '\\';
    const Literal* literal = build::text_literal(*like.escape);
    if (literal == nullptr || literal->text.size() > 1) cannot("A computed ESCAPE", at);
    if (literal->text.empty()) return std::nullopt;
    return literal->text[0];
}

void add_glob(std::string& glob, char letter) {
    if (letter == '*' || letter == '?' || letter == '[') {
        glob += '[';
        glob += letter;
        glob += ']';
    } else {
        glob += letter;
    }
}

/// The pattern of LIKE as one of GLOB, which like PostgreSQL's LIKE tells upper from lower case.
std::string as_glob(const std::string& pattern, std::optional<char> escape, Position at) {
    std::string glob;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char letter = pattern[i];
        if (escape && letter == *escape) {
            if (++i == pattern.size()) cannot("A pattern that ends in its escape character", at);
            add_glob(glob, pattern[i]);
        } else if (letter == '%') {
            glob += '*';
        } else if (letter == '_') {
            glob += '?';
        } else {
            add_glob(glob, letter);
        }
    }
    return glob;
}

/// `lower('TEXT')` as the text that it is; none for anything else, or for letters beyond ASCII.
std::optional<std::string> folded_text(const Expr& expr) {
    const auto* call = std::get_if<Call>(&expr.node);
    if (call == nullptr || call->arguments.size() != 1) return std::nullopt;
    const bool lower = call->name == Name{"lower"};
    const Literal* held = build::text_literal(call->arguments[0]);
    if (held == nullptr || (!lower && call->name != Name{"upper"})) return std::nullopt;
    std::string text = held->text;
    for (char& letter : text) {
        if ((letter & 0x80) != 0) return std::nullopt;
        if (lower && letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
        if (!lower && letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter & ~0x20);
    }
    return text;
}

}  // namespace

void like(Expr& expr) {
    auto& held = std::get<Like>(expr.node);
    if (held.kind == LikeKind::similar) cannot("SIMILAR TO", expr.at);
    const Literal* pattern = build::text_literal(*held.pattern);
    const std::optional<char> escape = escape_of(held, expr.at);
    if (held.kind == LikeKind::ilike) {
        // Our connector's LIKE folds the case of all letters.
        held.kind = LikeKind::like;
        const bool escaped =
            escape && (pattern == nullptr || pattern->text.find(*escape) != std::string::npos);
        held.escape = escaped ? Box<Expr>(build::text(std::string(1, *escape))) : Box<Expr>();
        return;
    }
    if (const auto folded = folded_text(*held.pattern); folded) held.pattern = build::text(*folded);
    pattern = build::text_literal(*held.pattern);
    if (pattern == nullptr) cannot("LIKE with a computed pattern", expr.at);
    const bool negated = held.negated;
    Expr glob = build::call(
        "glob",
        Type::boolean,
        build::text(as_glob(pattern->text, escape, expr.at)),
        std::move(*held.operand)
    );
    expr.node = negated ? ExprNode(Not{std::move(glob)}) : std::move(glob.node);
}

}  // namespace parlance::sql::sqlite
