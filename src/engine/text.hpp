#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text as the engine sees it: tokens with their place in the original, folded and stemmed.
namespace parlance::engine {

enum class TokenKind : std::uint8_t {
    word,
    number,  ///< `1,200`, `60k`, `$40`, `three`; the value is in `number`
    date,    ///< `2024-05-31`
    quoted,  ///< the inside of quotes, untouched in `raw`
    mark,    ///< , ; ( ) ? and the like
};

struct Token {
    TokenKind kind = TokenKind::word;
    std::string raw;        ///< as written (without quotes)
    std::string text;       ///< lower case, without accents
    std::string stem;       ///< Snowball English of `text`
    std::size_t begin = 0;  ///< bytes in the original
    std::size_t end = 0;
    double number = 0;
    bool capital = false;
    bool possessive = false;  ///< `customer's`
    bool in_words = false;    ///< a number written as a word
    bool percent = false;
    bool money = false;
};

/// Longest input that is looked at; what comes after is not read.
inline constexpr std::size_t text_bytes_max = 4096;
inline constexpr std::size_t tokens_max = 160;

[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

/// Lower case and without accents; bytes that are not UTF-8 are dropped.
[[nodiscard]] std::string fold(std::string_view text);

/// The Snowball English stem of a folded word.
[[nodiscard]] std::string stem(std::string_view word);

/// A number as SQL writes it: no exponent, no trailing zeros.
[[nodiscard]] std::string number_text(double value);

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace parlance::engine
