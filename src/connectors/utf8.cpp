#include "connectors/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace parlance::connectors {

namespace {

/// How many bytes from `at` on are plain ASCII; eight at a time.
std::size_t ascii_run(std::string_view text, std::size_t at) noexcept {
    const std::size_t begin = at;
    for (std::uint64_t chunk = 0; at + sizeof chunk <= text.size(); at += sizeof chunk) {
        std::memcpy(&chunk, text.data() + at, sizeof chunk);
        if ((chunk & 0x8080808080808080U) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
        ++at;
    return at - begin;
}

/// Length of the well-formed multi-byte sequence at `at` (Unicode, table 3-7); 0 when ill-formed.
std::size_t sequence(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t offset) -> unsigned {
        return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0;
    };
    const auto tail = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80; };
    const unsigned lead = byte(0);
    const unsigned second = byte(1);
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if ((lead & 0xF0U) == 0xE0) {
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
        return tail(1) && tail(2) ? 3 : 0;
    }
    if (lead < 0xF0 || lead > 0xF4) return 0;
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
    return tail(1) && tail(2) && tail(3) ? 4 : 0;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t at = ascii_run(text, 0); at < text.size(); at += ascii_run(text, at)) {
        const std::size_t length = sequence(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string repaired_utf8(std::string_view text) {
    std::string good;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length =
            static_cast<unsigned char>(text[at]) < 0x80 ? 1 : sequence(text, at);
        good += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return good;
}

}  // namespace parlance::connectors
