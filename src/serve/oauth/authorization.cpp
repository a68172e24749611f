#include "serve/oauth/authorization.hpp"

#include "auth/grants.hpp"
#include "serve/oauth/clients.hpp"
#include "serve/oauth/form.hpp"
#include "serve/oauth/place.hpp"
#include "serve/oauth/redirect_uri.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>

namespace parlance::serve::oauth {

namespace {

constexpr std::size_t state_max = 2000;

std::string encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

void check_redirect(const Authorization& asked) {
    const auto registered = [&](const std::string& each) {
        return same_redirect(each, asked.redirect_uri);
    };
    if (std::ranges::any_of(asked.client.redirect_uris, registered)) return;
    throw Error(
        Failure::invalid,
        "oauth_redirect_unknown",
        "The program asks to be answered at an address that it has not registered. Do not go on."
    );
}

/// Reads one part after the other; each fault is told to the client.
class Details {
public:
    Details(const std::string& own_url, const Form& form, Authorization& asked)
        : own_url_(own_url), form_(form), asked_(asked) {}

    void read() {
        if (form_.find("response_type") != "code")
            back("unsupported_response_type", "Use response_type=code.");
        if (asked_.state && asked_.state->size() > state_max)
            back("invalid_request", "The state is too long.");
        read_challenge();
        const auto scopes = auth::from_oauth_scope(form_.find("scope").value_or(""));
        if (!scopes) back("invalid_scope", "Use parlance:read and parlance:write.");
        asked_.scopes = scopes->empty() ? auth::Permissions{Permission::read} : *scopes;
        const auto audiences = audiences_of(own_url_, form_.find("resource"));
        if (!audiences) back("invalid_target", "This server does not have this resource.");
        asked_.audiences = *audiences;
    }

private:
    [[noreturn]] void back(std::string_view error, std::string_view description) const {
        throw SentBack{location_with_error(own_url_, asked_, error, description)};
    }
    void read_challenge() {
        if (form_.find("code_challenge_method") != "S256")
            back("invalid_request", "Use PKCE with code_challenge_method=S256.");
        asked_.challenge = form_.find("code_challenge").value_or("");
        if (!auth::is_challenge(asked_.challenge))
            back("invalid_request", "The code_challenge is not one of S256.");
    }

    const std::string& own_url_;
    const Form& form_;
    Authorization& asked_;
};

}  // namespace

std::string known_url(const Services& with, const Call& call) {
    std::string url = own_url(with.config, call);
    if (!url.empty()) return url;
    throw Error(
        Failure::not_found,
        "oauth_needs_public_url",
        "Programs cannot sign in here by OAuth, because the server does not know its public "
        "address. Set public-url, or use an API key."
    );
}

std::optional<auth::Audiences>
audiences_of(const std::string& own_url, const std::optional<std::string>& resource) {
    if (!resource) return auth::Audiences{auth::Audience::mcp};
    std::string_view rest = *resource;
    if (!rest.starts_with(own_url)) return std::nullopt;
    rest.remove_prefix(own_url.size());
    if (rest.ends_with('/')) rest.remove_suffix(1);
    if (rest == mcp_path) return auth::Audiences{auth::Audience::mcp};
    if (rest.empty() || rest == "/api/v1") return auth::Audiences{auth::Audience::api};
    return std::nullopt;
}

Task<Authorization> read_authorization(Services& with, const Call& call, std::string query) {
    const std::string url = known_url(with, call);
    const Form form(query);
    Authorization asked;
    asked.redirect_uri = form.get("redirect_uri");
    asked.state = form.find("state");
    auto client = co_await with.oauth_clients->find(form.get("client_id"), call.remote_address);
    if (!client) {
        throw Error(
            Failure::invalid,
            "oauth_client_unknown",
            "The program that asks is not registered here. Connect it anew."
        );
    }
    asked.client = std::move(*client);
    check_redirect(asked);
    Details(url, form, asked).read();
    co_return asked;
}

std::string
location_with_code(const std::string& own_url, const Authorization& asked, std::string_view code) {
    std::string query = "code=" + encoded(code) + "&iss=" + encoded(own_url);
    if (asked.state) query += "&state=" + encoded(*asked.state);
    return with_query(asked.redirect_uri, query);
}

std::string location_with_error(
    const std::string& own_url,
    const Authorization& asked,
    std::string_view error,
    std::string_view description
) {
    std::string query = "error=" + encoded(error) + "&error_description=" + encoded(description) +
                        "&iss=" + encoded(own_url);
    if (asked.state) query += "&state=" + encoded(*asked.state);
    return with_query(asked.redirect_uri, query);
}

}  // namespace parlance::serve::oauth
