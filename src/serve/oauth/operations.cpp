#include "serve/oauth/operations.hpp"

#include "serve/oauth/authorization.hpp"
#include "serve/oauth/consent.hpp"
#include "serve/oauth/form.hpp"
#include "serve/oauth/metadata.hpp"
#include "serve/oauth/place.hpp"
#include "serve/oauth/redirect_uri.hpp"
#include "serve/oauth/token_endpoint.hpp"

namespace parlance::serve {

namespace {

using namespace oauth;

/// The page of the web app where the person decides.
constexpr std::string_view consent_page = "/authorize?";

File redirect(std::string location) {
    return {.status = 302, .location = std::move(location)};
}

Task<File> get_server_metadata(Services& with, Call& call) {
    co_return json_answer(server_metadata(known_url(with, call)));
}

Task<File> get_resource_metadata(Services& with, Call& call) {
    co_return json_answer(resource_metadata(known_url(with, call)));
}

/// Shows the person the page that asks, and tells the client of its faults. A site is not told:
/// this server sends nobody to a site that nobody has agreed to (RFC 9700 §4.11.2), so the page
/// tells the person.
Task<File> authorize(Services& with, Call& call) {
    std::string query(call.text());
    try {
        const Authorization asked = co_await read_authorization(with, call, query);
        co_return redirect(std::string(consent_page) + query);
    } catch (const Refusal& refusal) {
        co_return answer_of(refusal);
    } catch (SentBack& back) {
        if (leads_to_a_site(back.location)) co_return redirect(std::string(consent_page) + query);
        co_return redirect(std::move(back.location));
    }
}

using Handler = Task<File> (*)(Services&, Call&);

/// What other standards describe stands in no OpenAPI document.
Operation standard(Method method, std::string_view path, std::string_view id, Handler handler) {
    return operation(
        {.method = method,
         .path = path,
         .id = id,
         .summary = "A part of OAuth 2.1.",
         .tag = "auth",
         .access = Access::anyone,
         .takes = Takes::raw,
         .documented = false},
        handler
    );
}

std::vector<Operation> consent_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/oauth/consent",
             .id = "show_consent",
             .summary = "Tells what a program asks for that wants to sign in for you.",
             .tag = "auth",
             .access = Access::signed_in},
            &show_consent
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/oauth/decision",
             .id = "decide_consent",
             .summary = "Lets a program sign in for you, or does not.",
             .tag = "auth",
             .access = Access::signed_in},
            &decide_consent
        ),
    };
}

}  // namespace

std::vector<Operation> oauth_operations() {
    constexpr auto get = Method::get;
    constexpr auto post = Method::post;
    std::vector<Operation> all{
        standard(
            get, "/.well-known/oauth-authorization-server", "get_oauth_server", &get_server_metadata
        ),
        standard(
            get,
            "/.well-known/oauth-protected-resource",
            "get_oauth_resource",
            &get_resource_metadata
        ),
        standard(get, resource_metadata_path, "get_oauth_mcp_resource", &get_resource_metadata),
        standard(get, "/oauth/authorize", "oauth_authorize", &authorize),
        standard(post, "/oauth/token", "oauth_token", &give_tokens),
        standard(post, "/oauth/revoke", "oauth_revoke", &revoke_token),
        standard(post, "/oauth/register", "oauth_register", &register_client),
    };
    const auto asked = consent_operations();
    all.insert(all.end(), asked.begin(), asked.end());
    return all;
}

}  // namespace parlance::serve
