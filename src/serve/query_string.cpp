#include "serve/query_string.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <charconv>

namespace parlance::serve {

namespace {

[[noreturn]] void malformed(std::string_view why) {
    throw Error(
        Failure::invalid, "malformed_request", "The address is wrong: " + std::string(why) + "."
    );
}

char decoded_byte(std::string_view digits) {
    unsigned value = 0;
    const auto [stopped, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() != 2 || error != std::errc{} || stopped != digits.data() + 2)
        malformed("a percent sign stands before two hexadecimal digits");
    return static_cast<char>(value);
}

}  // namespace

std::string percent_decoded(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            decoded += decoded_byte(text.substr(at + 1, 2));
            at += 2;
        } else {
            decoded += text[at] == '+' && plus == Plus::is_blank ? ' ' : text[at];
        }
    }
    if (!is_utf8(decoded)) malformed("it is not UTF-8");
    return decoded;
}

std::vector<std::pair<std::string, std::string>> query_values(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> values;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
        values.emplace_back(
            percent_decoded(pair.substr(0, equals), Plus::is_blank),
            percent_decoded(value, Plus::is_blank)
        );
    }
    return values;
}

}  // namespace parlance::serve
