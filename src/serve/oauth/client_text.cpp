#include "serve/oauth/client_text.hpp"

#include "agents/prompt.hpp"
#include "base/json.hpp"
#include "serve/oauth/form.hpp"
#include "serve/oauth/redirect_uri.hpp"

#include <boost/json/object.hpp>

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

/// A name that people read before they decide: one line that holds nothing unseen.
std::string name_in(const bj::object& fields) {
    const bj::value* const field = fields.if_contains("client_name");
    if (field == nullptr) return {};
    if (!field->is_string()) unusable("client_name is not a text.");
    return agents::clean(field->as_string(), name_max);
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
