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

/// Whether SQLite's LIKE, which folds only ASCII, folds all that PostgreSQL would: no letters of
/// Latin, Greek, Cyrillic or Armenian with accents or of their own.
bool folds_alike(const std::string& pattern) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto byte = static_cast<unsigned char>(pattern[i]);
        if (byte >= 0xc3 && byte <= 0xd6) return false;
        if (byte == 0xe1 || byte == 0xe2 || byte == 0xea || byte == 0xef || byte >= 0xf0)
            return false;
    }
    return true;
}

}  // namespace

void like(Expr& expr) {
    auto& held = std::get<Like>(expr.node);
    if (held.kind == LikeKind::similar) cannot("SIMILAR TO", expr.at);
    const Literal* pattern = build::text_literal(*held.pattern);
    if (pattern == nullptr) cannot("LIKE with a computed pattern", expr.at);
    const std::optional<char> escape = escape_of(held, expr.at);
    if (held.kind == LikeKind::like) {
        const bool negated = held.negated;
        Expr glob = build::call(
            "glob",
            Type::boolean,
            build::text(as_glob(pattern->text, escape, expr.at)),
            std::move(*held.operand)
        );
        expr.node = negated ? ExprNode(Not{std::move(glob)}) : std::move(glob.node);
        return;
    }
    if (!folds_alike(pattern->text)) cannot("ILIKE with letters beyond ASCII", expr.at);
    held.kind = LikeKind::like;
    const bool escaped = escape && pattern->text.find(*escape) != std::string::npos;
    held.escape = escaped ? Box<Expr>(build::text(std::string(1, *escape))) : Box<Expr>();
}

}  // namespace parlance::sql::sqlite
