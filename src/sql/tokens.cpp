#include "sql/tokens.hpp"

#include <algorithm>

namespace parlance::sql {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        while (skip_blank(), at_ < text_.size()) {
            const std::size_t start = at_;
            const TokenKind kind = next();
            tokens_.push_back({kind, text_.substr(start, at_ - start), start});
        }
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void skip_blank() {
        while (at_ < text_.size()) {
            if (std::string_view(" \t\r\n\f\v").find(text_[at_]) != std::string_view::npos) {
                ++at_;
            } else if (text_.substr(at_, 2) == "--") {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (text_.substr(at_, 2) == "/*") {
                skip_comment();
            } else {
                return;
            }
        }
    }

    /// Comments nest.
    void skip_comment() {
        std::size_t depth = 0;
        do {
            const std::string_view two = text_.substr(at_, 2);
            if (two == "/*") ++depth;
            if (two == "*/") --depth;
            at_ += two == "/*" || two == "*/" ? 2 : 1;
        } while (depth > 0 && at_ < text_.size());
        at_ = std::min(at_, text_.size());
    }

    TokenKind next() {
        const char first = peek();
        if (first == '\'') return quoted('\'', false, TokenKind::string);
        if (first == '"') return quoted('"', false, TokenKind::quoted);
        if (first == '`') return quoted('`', false, TokenKind::backtick);
        if ((first == 'e' || first == 'E') && peek(1) == '\'') {
            ++at_;
            return quoted('\'', true, TokenKind::string);
        }
        if (first == '$' && dollar()) return TokenKind::string;
        if (first == '[' && bracket()) return TokenKind::bracket;
        if (is_letter(first)) return while_word(TokenKind::word);
        if (is_digit(first)) return number();
        return symbol();
    }

    TokenKind quoted(char quote, bool backslashes, TokenKind kind) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (backslashes && text_[at_] == '\\') {
                ++at_;
            } else if (text_[at_] == quote) {
                if (peek(1) != quote) break;
                ++at_;
            }
        }
        at_ = std::min(at_ + 1, text_.size());
        return kind;
    }

    bool dollar() {
        std::size_t end = at_ + 1;
        while (end < text_.size() &&
               (is_letter(text_[end]) || (end > at_ + 1 && is_digit(text_[end]))))
            ++end;
        if (end >= text_.size() || text_[end] != '$') return false;
        const std::string_view tag = text_.substr(at_, end + 1 - at_);
        const std::size_t close = text_.find(tag, end + 1);
        at_ = close == std::string_view::npos ? text_.size() : close + tag.size();
        return true;
    }

    /// A name in brackets; `a[1]` and `ARRAY[x]` are something else.
    bool bracket() {
        constexpr std::size_t longest = 128;
        const std::size_t found = text_.substr(at_, longest).find_first_of("]\n");
        const std::size_t close = found == std::string_view::npos ? found : at_ + found;
        if (close == std::string_view::npos || text_[close] != ']') return false;
        const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
        if (inside.empty() || !is_letter(inside[0])) return false;
        const bool after_array = !tokens_.empty() && tokens_.back().is("array");
        const bool name = std::ranges::all_of(inside, [](char c) {
            return is_letter(c) || is_digit(c) || c == ' ' || c == '-' || c == '.';
        });
        if (!name || after_array) return false;
        at_ = close + 1;
        return true;
    }

    TokenKind while_word(TokenKind kind) {
        while (is_letter(peek()) || is_digit(peek()) || peek() == '$')
            ++at_;
        return kind;
    }

    TokenKind number() {
        while (is_digit(peek()) || peek() == '.' || is_letter(peek()))
            ++at_;
        return TokenKind::number;
    }

    TokenKind symbol() {
        constexpr std::string_view operators = "+-*/<>=~!@#%^&|?";
        if (operators.find(peek()) == std::string_view::npos) {
            ++at_;
            return TokenKind::symbol;
        }
        while (operators.find(peek()) != std::string_view::npos && peek() != '\0' &&
               text_.substr(at_, 2) != "--" && text_.substr(at_, 2) != "/*")
            ++at_;
        return TokenKind::symbol;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

bool Token::is(std::string_view word) const {
    return kind == TokenKind::word && std::ranges::equal(text, word, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
           });
}

std::vector<Token> tokens_of(std::string_view text) {
    return Lexer(text).run();
}

}  // namespace parlance::sql
