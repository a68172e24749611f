#include "base/ids.hpp"

#include "base/clock.hpp"
#include "base/crypto.hpp"

namespace parlance {

std::string new_id() {
    std::string bytes = random_bytes(16);
    const auto now = std::chrono::floor<std::chrono::milliseconds>(system_now());
    auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t index = 6; index-- > 0; milliseconds >>= 8) {
        bytes[index] = static_cast<char>(milliseconds & 0xff);
    }
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    std::string text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        text.insert(dash, 1, '-');
    return text;
}

bool is_id(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const char letter = text[index];
        const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
        const bool hex = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
        if (dash ? letter != '-' : !hex) return false;
    }
    return true;
}

std::string random_token(std::size_t bytes) {
    return to_base64url(random_bytes(bytes));
}

}  // namespace parlance
