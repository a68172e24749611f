#include "engine/text.hpp"

#include "engine/numerals.hpp"

#include <fmt/format.h>
#include <libstemmer.h>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <unordered_map>

namespace parlance::engine {
namespace {

struct Character {
    utf8proc_int32_t code = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Character> characters(std::string_view text) {
    std::vector<Character> found;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    std::size_t at = 0;
    while (at < text.size()) {
        utf8proc_int32_t code = 0;
        const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
        const auto used = utf8proc_iterate(bytes + at, left, &code);
        const std::size_t width = used > 0 ? static_cast<std::size_t>(used) : 1;
        found.push_back({used > 0 ? code : utf8proc_int32_t{' '}, at, at + width});
        at += width;
    }
    return found;
}

bool is_digit(utf8proc_int32_t code) {
    return code >= '0' && code <= '9';
}

bool is_letter(utf8proc_int32_t code) {
    if (code < 128) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    const auto category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool is_apostrophe(utf8proc_int32_t code) {
    return code == '\'' || code == 0x2019;
}

utf8proc_int32_t closing(utf8proc_int32_t code) {
    switch (code) {
        case '"':
            return '"';
        case '\'':
            return '\'';
        case '`':
            return '`';
        case 0x2018:
            return 0x2019;
        case 0x201C:
            return 0x201D;
        case 0xAB:
            return 0xBB;
        default:
            return 0;
    }
}

/// Cuts a text into tokens, one character position at a time.
class Cutter {
public:
    explicit Cutter(std::string_view text) : text_(text), all_(characters(text)) {}

    std::vector<Token> run() {
        while (at_ < all_.size() && tokens_.size() < tokens_max) {
            if (quoted() || iso_date() || number() || word() || mark()) continue;
            ++at_;
        }
        return std::move(tokens_);
    }

private:
    [[nodiscard]] utf8proc_int32_t code(std::size_t index) const {
        return index < all_.size() ? all_[index].code : 0;
    }

    [[nodiscard]] std::string_view slice(std::size_t from, std::size_t to) const {
        const std::size_t begin = all_[from].begin;
        return text_.substr(begin, all_[to - 1].end - begin);
    }

    Token& add(TokenKind kind, std::size_t from, std::size_t to) {
        Token token;
        token.kind = kind;
        token.raw = slice(from, to);
        token.text = fold(token.raw);
        token.begin = all_[from].begin;
        token.end = all_[to - 1].end;
        token.capital = utf8proc_category(all_[from].code) == UTF8PROC_CATEGORY_LU;
        tokens_.push_back(std::move(token));
        return tokens_.back();
    }

    bool quoted() {
        const auto close = closing(code(at_));
        const bool inside_word = at_ > 0 && is_letter(code(at_ - 1));
        if (close == 0 || (inside_word && is_apostrophe(code(at_)))) return false;
        std::size_t end = at_ + 1;
        while (end < all_.size() && !ends_quote(end, close))
            ++end;
        if (end >= all_.size() || end == at_ + 1) return false;
        Token& token = add(TokenKind::quoted, at_ + 1, end);
        token.stem = token.text;
        at_ = end + 1;
        return true;
    }

    [[nodiscard]] bool ends_quote(std::size_t index, utf8proc_int32_t close) const {
        if (code(index) != close) return false;
        return !is_apostrophe(close) || !is_letter(code(index + 1));
    }

    bool iso_date() {
        static constexpr std::string_view shape = "dddd-dd-dd";
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const auto c = code(at_ + i);
            if (shape[i] == 'd' ? !is_digit(c) : c != '-') return false;
        }
        if (is_digit(code(at_ + shape.size()))) return false;
        add(TokenKind::date, at_, at_ + shape.size());
        at_ += shape.size();
        return true;
    }

    bool number() {
        std::size_t from = at_;
        const bool money = code(from) == '$' || code(from) == 0x20AC || code(from) == 0xA3;
        if (money) ++from;
        if (code(from) == '-' && is_digit(code(from + 1)) && !glued_before()) ++from;
        if (!is_digit(code(from))) return false;
        std::size_t to = from;
        while (is_digit(code(to)) || separates_digits(to))
            ++to;
        std::size_t end = to;
        const double scale = scale_of(end);
        if (is_letter(code(end)) && !ordinal(end)) return false;  // a code such as 3d or 4k-x
        std::string digits(slice(from, to));
        std::erase(digits, ',');
        Token& token = add(TokenKind::number, at_, end);
        const bool negative = from > at_ && code(from - 1) == '-';
        token.number = std::strtod(digits.c_str(), nullptr) * scale * (negative ? -1 : 1);
        token.money = money;
        token.percent = code(end) == '%';
        token.stem = token.text;
        at_ = end + (token.percent ? 1 : 0);
        return true;
    }

    [[nodiscard]] bool glued_before() const {
        return at_ > 0 && (is_letter(code(at_ - 1)) || is_digit(code(at_ - 1)));
    }

    [[nodiscard]] bool separates_digits(std::size_t index) const {
        const auto c = code(index);
        if (c != '.' && c != ',') return false;
        if (!is_digit(code(index + 1))) return false;
        return c == '.' || (is_digit(code(index + 2)) && is_digit(code(index + 3)));
    }

    [[nodiscard]] double scale_of(std::size_t& end) const {
        const auto c = code(end);
        if (is_letter(code(end + 1))) return 1;
        if (c == 'k' || c == 'K') return ++end, 1e3;
        if (c == 'm' || c == 'M') return ++end, 1e6;
        return 1;
    }

    [[nodiscard]] bool ordinal(std::size_t& end) const {
        const std::string two{static_cast<char>(code(end)), static_cast<char>(code(end + 1))};
        if (two != "st" && two != "nd" && two != "rd" && two != "th") return false;
        end += 2;
        return true;
    }

    bool word() {
        if (!is_letter(code(at_)) && !is_digit(code(at_)) && code(at_) != '_') return false;
        std::size_t to = at_;
        while (is_letter(code(to)) || is_digit(code(to)) || code(to) == '_' || inner(to))
            ++to;
        Token& token = add(TokenKind::word, at_, to);
        at_ = to;
        const bool negated = split_contraction(token);
        if (is_apostrophe(code(at_)) && (code(at_ + 1) == 's' || code(at_ + 1) == 'S') &&
            !is_letter(code(at_ + 2))) {
            token.possessive = true;
            at_ += 2;
        }
        finish_word(token);
        if (negated) add_not(token);
        return true;
    }

    /// Apostrophes within names (O'Brien) and contractions, but not the possessive.
    [[nodiscard]] bool inner(std::size_t index) const {
        if (!is_apostrophe(code(index)) || !is_letter(code(index + 1))) return false;
        const bool possessive =
            (code(index + 1) == 's' || code(index + 1) == 'S') && !is_letter(code(index + 2));
        return !possessive && index > at_;
    }

    /// `don't` is `do` and `not`.
    static bool split_contraction(Token& token) {
        std::string plain = token.text;
        for (std::size_t at; (at = plain.find("\xE2\x80\x99")) != std::string::npos;) {
            plain.replace(at, 3, "'");
        }
        if (plain.size() < 4 || !plain.ends_with("n't")) return false;
        token.text = plain == "won't"   ? "will"
                     : plain == "can't" ? "can"
                                        : plain.substr(0, plain.size() - 3);
        return true;
    }

    static void finish_word(Token& token) {
        token.stem = stem(token.text);
        if (const auto value = numeral(token.text)) {
            token.kind = TokenKind::number;
            token.number = *value;
            token.in_words = true;
        }
    }

    void add_not(const Token& before) {
        Token token = before;
        token.text = token.stem = token.raw = "not";
        tokens_.push_back(std::move(token));
    }

    bool mark() {
        const auto c = code(at_);
        static constexpr std::string_view known = ",;:?!()/&#%+.<>=*-";
        if (c <= 0 || c > 127 || known.find(static_cast<char>(c)) == std::string_view::npos) {
            return false;
        }
        Token& token = add(TokenKind::mark, at_, at_ + 1);
        token.stem = token.text;
        ++at_;
        return true;
    }

    std::string_view text_;
    std::vector<Character> all_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

struct StemmerFree {
    void operator()(sb_stemmer* held) const { sb_stemmer_delete(held); }
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
    return Cutter(text.substr(0, text_bytes_max)).run();
}

std::string fold(std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](unsigned char c) { return c < 128; });
    std::string folded;
    if (plain) {
        folded.reserve(text.size());
        for (const char c : text)
            folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return folded;
    }
    utf8proc_uint8_t* out = nullptr;
    const auto options = static_cast<utf8proc_option_t>(
        UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
        UTF8PROC_STRIPMARK | UTF8PROC_IGNORE
    );
    const auto size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &out,
        options
    );
    if (size > 0) folded.assign(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
    std::free(out);  // NOLINT: utf8proc allocates with malloc
    return folded;
}

namespace {

std::string stem_of(std::string_view word) {
    thread_local const std::unique_ptr<sb_stemmer, StemmerFree> stemmer(
        sb_stemmer_new("english", "UTF_8")
    );
    if (word.size() < 3 || word.size() > 60) return std::string(word);
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const auto* found = sb_stemmer_stem(stemmer.get(), bytes, static_cast<int>(word.size()));
    if (found == nullptr) return std::string(word);
    return {
        reinterpret_cast<const char*>(found),
        static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))
    };
}

}  // namespace

/// Names of large schemas say the same words over and over.
std::string stem(std::string_view word) {
    constexpr std::size_t remembered_max = 4096;
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    thread_local std::unordered_map<std::string, std::string, Hash, std::equal_to<>> known;
    if (const auto found = known.find(word); found != known.end()) return found->second;
    if (known.size() >= remembered_max) known.clear();
    return known.emplace(word, stem_of(word)).first->second;
}

std::string number_text(double value) {
    if (std::abs(value) < 1e15 && value == std::floor(value)) return fmt::format("{:.0f}", value);
    std::string text = fmt::format("{:.6f}", value);
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        const std::string_view part = trimmed(text.substr(0, at));
        if (!part.empty()) parts.push_back(part);
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    static constexpr std::string_view blank = " \t\r\n";
    const std::size_t from = text.find_first_not_of(blank);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts) {
        if (!all.empty()) all += between;
        all += part;
    }
    return all;
}

}  // namespace parlance::engine
