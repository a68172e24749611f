#include "base/json_text.hpp"

#include "base/utf8.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace parlance::json {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// What follows the backslash; `u` stands for a control character without a short form; 0 for a
/// byte that stands for itself; 1 for the start of a longer sequence.
constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> table{};
    for (std::size_t byte = 0; byte < 0x20; ++byte)
        table[byte] = 'u';
    for (std::size_t byte = 0x80; byte < 0x100; ++byte)
        table[byte] = 1;
    table['"'] = '"';
    table['\\'] = '\\';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    return table;
}();

constexpr std::uint64_t every(std::uint8_t byte) {
    return 0x0101010101010101ULL * byte;
}

/// The top bit of the first byte (in memory order, little endian) that does not stand for itself is
/// the lowest bit set; 0 when all eight do.
std::uint64_t first_special(std::uint64_t word) {
    const std::uint64_t control = word - every(0x20);
    const std::uint64_t quote = (word ^ every('"')) - every(1);
    const std::uint64_t backslash = (word ^ every('\\')) - every(1);
    return (((control | quote | backslash) & ~word) | word) & every(0x80);
}

char* put(char* out, std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

/// Writes the one character at `from` and returns how many bytes it had.
std::size_t put_one(char*& out, const char* from, const char* end) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(*from);
    const char escape = escapes[byte];
    if (escape == 0) {
        *out++ = *from;
        return 1;
    }
    if (escape == 1) {
        const std::size_t size = utf8_sequence(from, end);
        out = size == 0 ? put(out, replacement) : put(out, {from, size});
        return size == 0 ? 1 : size;
    }
    *out++ = '\\';
    *out++ = escape;
    if (escape == 'u') {
        out = put(out, "00");
        *out++ = hex[byte >> 4U];
        *out++ = hex[byte & 15U];
    }
    return 1;
}

}  // namespace

char* quote_to(char* out, std::string_view text) noexcept {
    const char* from = text.data();
    const char* const end = from + text.size();
    *out++ = '"';
    if constexpr (std::endian::native == std::endian::little) {
        while (end - from >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, from, 8);
            std::memcpy(out, &word, 8);
            const std::uint64_t special = first_special(word);
            const int plain = std::countr_zero(special) / 8;
            out += plain;
            from += plain;
            if (special != 0) from += put_one(out, from, end);
        }
    }
    while (from != end)
        from += put_one(out, from, end);
    *out++ = '"';
    return out;
}

}  // namespace parlance::json
