#include "store/paging.hpp"

#include "base/crypto.hpp"
#include "base/ids.hpp"

#include <charconv>

namespace parlance::store {

Cursor Cursor::read(const std::string& text) {
    if (text.empty()) return {};
    const std::string plain = from_base64url(text).value_or("");
    const std::size_t colon = plain.find(':');
    std::int64_t micros = 0;
    const char* const end = plain.data() + std::min(colon, plain.size());
    const auto [stopped, failed] = std::from_chars(plain.data(), end, micros);
    const bool whole = colon != std::string::npos && failed == std::errc() && stopped == end;
    if (!whole || !is_id(plain.substr(colon + 1))) {
        throw Error(
            Failure::invalid, "bad_cursor", "`before` must be the `next` of an earlier page."
        );
    }
    return {Instant(std::chrono::microseconds(micros)), plain.substr(colon + 1)};
}

std::string Cursor::text() const {
    return to_base64url(fmt::format("{}:{}", at.time_since_epoch().count(), id));
}

int rows_wanted(const PageRequest& page) {
    return std::clamp(page.limit, 1, page_max) + 1;
}

std::string contains_pattern(std::string_view text) {
    std::string pattern = "%";
    for (const char letter : lower(text)) {
        if (letter == '%' || letter == '_' || letter == '\\') pattern.push_back('\\');
        pattern.push_back(letter);
    }
    pattern.push_back('%');
    return pattern;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& letter : out)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return out;
}

}  // namespace parlance::store
