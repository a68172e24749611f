#include "auth/oidc/document.hpp"

#include "auth/oidc/words.hpp"
#include "base/json.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace parlance::auth::oidc {

namespace bj = boost::json;

namespace {

constexpr std::size_t hint_max = 4096;

std::string encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

void add(std::string& query, std::string_view name, std::string_view value) {
    if (!query.empty()) query += '&';
    query += name;
    query += '=';
    query += encoded(value);
}

std::string with_query(const std::string& address, const std::string& query) {
    return address + (address.contains('?') ? "&" : "?") + query;
}

/// RFC 4648 §4, which HTTP asks for here.
std::string base64(std::string_view bytes) {
    std::string text = to_base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

bool lists(const bj::object& fields, std::string_view name, std::string_view wanted) {
    const bj::value* found = fields.if_contains(name);
    return found != nullptr && found->is_array() &&
           std::ranges::any_of(found->get_array(), [&](const bj::value& each) {
               return each.is_string() && each.get_string() == wanted;
           });
}

bool is_true(const bj::object& fields, std::string_view name) {
    const bj::value* found = fields.if_contains(name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

bj::object object_of(std::string_view text) {
    try {
        bj::value parsed = json::parse(text);
        if (bj::object* fields = parsed.if_object()) return std::move(*fields);
    } catch (const Error&) {
    }
    unavailable("document");
}

}  // namespace

std::string document_url(std::string_view issuer) {
    while (issuer.ends_with('/'))
        issuer.remove_suffix(1);
    return std::string(issuer) + "/.well-known/openid-configuration";
}

Document read_document(std::string_view text, const std::string& issuer, net::Inside inside) {
    const bj::object fields = object_of(text);
    if (word_of(fields, "issuer") != issuer) unavailable("issuer");
    Document document{
        .issuer = issuer,
        .authorization_endpoint = word_of(fields, "authorization_endpoint"),
        .token_endpoint = word_of(fields, "token_endpoint"),
        .jwks_uri = word_of(fields, "jwks_uri"),
        .userinfo_endpoint = word_of(fields, "userinfo_endpoint"),
        .end_session_endpoint = word_of(fields, "end_session_endpoint"),
        .names_itself = is_true(fields, "authorization_response_iss_parameter_supported"),
    };
    const char* methods = "token_endpoint_auth_methods_supported";
    document.wants_basic = !lists(fields, methods, "client_secret_post") ||
                           lists(fields, methods, "client_secret_basic");
    for (const auto* each :
         {&document.authorization_endpoint, &document.token_endpoint, &document.jwks_uri})
        if (!net::is_usable(*each, inside)) unavailable("address");
    if (!net::is_usable(document.userinfo_endpoint, inside)) document.userinfo_endpoint.clear();
    if (!net::is_usable(document.end_session_endpoint, inside))
        document.end_session_endpoint.clear();
    return document;
}

std::string authorization_url(const Document& document, const Begin& begin) {
    std::string query;
    add(query, "response_type", "code");
    add(query, "client_id", begin.client_id);
    add(query, "redirect_uri", begin.redirect_uri);
    add(query, "scope", "openid email profile");
    add(query, "state", begin.state);
    add(query, "nonce", begin.nonce);
    add(query, "code_challenge", begin.challenge);
    add(query, "code_challenge_method", "S256");
    return with_query(document.authorization_endpoint, query);
}

std::string end_session_url(const Document& document, const End& end) {
    std::string query;
    add(query, "client_id", end.client_id);
    if (!end.back_to.empty()) add(query, "post_logout_redirect_uri", end.back_to);
    // An address has bounds; the client and the person's own session there say the same.
    if (end.id_token.reveal().size() <= hint_max)
        add(query, "id_token_hint", end.id_token.reveal());
    return with_query(document.end_session_endpoint, query);
}

net::Request token_request(const Document& document, const Trade& trade) {
    net::Request request{.url = document.token_endpoint};
    request.content_type = "application/x-www-form-urlencoded";
    add(request.body, "grant_type", "authorization_code");
    add(request.body, "code", trade.code);
    add(request.body, "redirect_uri", trade.redirect_uri);
    add(request.body, "code_verifier", trade.verifier);
    request.headers.push_back({"Accept", Secret(std::string_view("application/json"))});
    if (trade.client_secret && document.wants_basic) {
        // RFC 6749 §2.3.1: both are encoded as a form encodes them.
        const std::string pair =
            encoded(trade.client_id) + ":" + encoded(trade.client_secret->reveal());
        request.headers.push_back({"Authorization", Secret("Basic " + base64(pair))});
        return request;
    }
    add(request.body, "client_id", trade.client_id);
    if (trade.client_secret) add(request.body, "client_secret", trade.client_secret->reveal());
    return request;
}

}  // namespace parlance::auth::oidc
