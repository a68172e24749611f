#include "connectors/utf8.hpp"

namespace parlance::connectors {

std::string repaired_utf8(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string good;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const std::size_t length = utf8_sequence(at, end);
        good += length == 0 ? std::string_view("\xEF\xBF\xBD") : std::string_view(at, length);
        at += length == 0 ? 1 : length;
    }
    return good;
}

}  // namespace parlance::connectors
