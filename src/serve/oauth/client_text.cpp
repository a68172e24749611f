#include "serve/oauth/client_text.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "serve/oauth/form.hpp"
#include "serve/oauth/redirect_uri.hpp"

#include <boost/json/object.hpp>

#include <algorithm>

namespace parlance::serve::oauth {

namespace {

namespace bj = boost::json;

constexpr std::size_t uris_max = 10;
constexpr std::size_t name_max = 100;

[[noreturn]] void unusable(const char* why) {
    throw Refusal{"invalid_client_metadata", why};
}

bj::object object_in(std::string_view document) {
    try {
        bj::value parsed = json::parse(document);
        if (parsed.is_object()) return std::move(parsed.as_object());
    } catch (const Error&) {
        unusable("The document is not JSON.");
    }
    unusable("The document is not an object.");
}

/// Characters that nobody sees, and that turn others round (U+200B–F, U+2028–E, U+2060–F, U+FEFF).
bool hides_something(std::string_view text) {
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        const std::string_view three = text.substr(at, 3);
        const auto last = static_cast<unsigned char>(three[2]);
        const bool low = three.starts_with("\xe2\x80") &&
                         ((last >= 0x8b && last <= 0x8f) || (last >= 0xa8 && last <= 0xae));
        const bool high = three.starts_with("\xe2\x81") && last >= 0xa0 && last <= 0xaf;
        if (low || high || three == "\xef\xbb\xbf") return true;
    }
    return false;
}

/// A name that people read before they decide: one line of text.
std::string name_in(const bj::object& fields) {
    const bj::value* const field = fields.if_contains("client_name");
    if (field == nullptr) return {};
    if (!field->is_string()) unusable("client_name is not a text.");
    std::string name(field->as_string());
    const auto printable = [](char each) {
        return static_cast<unsigned char>(each) >= 0x20 && each != 0x7f;
    };
    const bool good = name.size() <= name_max && is_utf8(name) && !hides_something(name) &&
                      std::ranges::all_of(name, printable);
    if (!good) unusable("client_name has 100 bytes at the most, and no control characters.");
    return name;
}

std::vector<std::string> uris_in(const bj::object& fields) {
    const bj::value* const field = fields.if_contains("redirect_uris");
    if (field == nullptr || !field->is_array() || field->as_array().empty())
        throw Refusal{"invalid_redirect_uri", "redirect_uris is missing."};
    if (field->as_array().size() > uris_max)
        throw Refusal{"invalid_redirect_uri", "There are more than ten redirect_uris."};
    std::vector<std::string> uris;
    for (const bj::value& each : field->as_array()) {
        if (!each.is_string() || !is_redirect_uri(each.as_string())) {
            throw Refusal{
                "invalid_redirect_uri",
                "Use https, http to this machine, or a program's own scheme."
            };
        }
        uris.emplace_back(each.as_string());
    }
    return uris;
}

}  // namespace

store::OAuthClient read_client(std::string_view document) {
    const bj::object fields = object_in(document);
    return {.name = name_in(fields), .redirect_uris = uris_in(fields)};
}

}  // namespace parlance::serve::oauth
