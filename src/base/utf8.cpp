#include "base/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace parlance {

namespace {

bool continues(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// Most text is ASCII: eight bytes at a time.
const char* skip_ascii(const char* at, const char* end) {
    for (std::uint64_t eight = 0; end - at >= 8; at += 8) {
        std::memcpy(&eight, at, 8);
        if ((eight & 0x8080808080808080U) != 0) break;
    }
    while (at != end && static_cast<unsigned char>(*at) < 0x80)
        ++at;
    return at;
}

}  // namespace

std::size_t utf8_sequence(const char* at, const char* end) noexcept {
    const auto byte = [&](std::ptrdiff_t index) { return static_cast<unsigned char>(at[index]); };
    const std::ptrdiff_t left = end - at;
    if (left < 1) return 0;
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4 || left < 2) return 0;
    const unsigned char second = byte(1);
    if (first < 0xE0) return continues(second) ? 2 : 0;
    // The second byte's range excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    const unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most || left < 3 || !continues(byte(2))) return 0;
    if (first < 0xF0) return 3;
    return left >= 4 && continues(byte(3)) ? 4 : 0;
}

bool is_utf8(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    while ((at = skip_ascii(at, end)) != end) {
        const std::size_t size = utf8_sequence(at, end);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

}  // namespace parlance
