#include "serve/oauth/consent.hpp"

#include "auth/auth.hpp"
#include "auth/permissions.hpp"
#include "serve/oauth/authorization.hpp"
#include "serve/oauth/client_documents.hpp"
#include "serve/oauth/form.hpp"
#include "serve/oauth/place.hpp"
#include "serve/oauth/redirect_uri.hpp"
#include "serve/operations/caller.hpp"

namespace parlance::serve::oauth {

namespace {

[[noreturn]] void wrong_request() {
    throw Error(
        Failure::invalid,
        "oauth_request_invalid",
        "The program's request cannot be used. Connect it anew."
    );
}

/// The browser has been here with the same query before, where its faults went back to the client,
/// unless that is a site.
Task<Authorization> asked_by(Services& with, const Call& call, std::string query) {
    try {
        co_return co_await read_authorization(with, call, std::move(query));
    } catch (const Refusal&) {
        wrong_request();
    } catch (const SentBack&) {
        wrong_request();
    }
}

}  // namespace

Task<Consent> show_consent(Services& with, Call& call, ConsentRequest request) {
    with.auth->require_in_person(call.who());
    const Authorization asked = co_await asked_by(with, call, std::move(request.query));
    const auth::Profile profile = co_await with.auth->profile(call.who());
    Consent consent{
        .client_name = asked.client.name,
        .redirect_host = place_of_redirect(asked.redirect_uri),
        .tenant_name = profile.tenant_name,
        .username = call.who().username,
    };
    if (is_document_id(asked.client.id)) consent.client_host = place_of_redirect(asked.client.id);
    for (const Permission each : auth::both(call.who().permissions, asked.scopes))
        consent.scopes.emplace_back(auth::name_of(each));
    co_return consent;
}

Task<ConsentOutcome> decide_consent(Services& with, Call& call, ConsentDecision request) {
    with.auth->require_in_person(call.who());
    const Authorization asked = co_await asked_by(with, call, std::move(request.query));
    const std::string url = known_url(with, call);
    if (!request.allow) {
        co_return ConsentOutcome{
            location_with_error(url, asked, "access_denied", "The person said no.")
        };
    }
    auth::Grant granted{
        .client_id = asked.client.id,
        .client_name = asked.client.name,
        .redirect_uri = asked.redirect_uri,
        .challenge = asked.challenge,
        .scopes = asked.scopes,
        .audiences = asked.audiences,
    };
    const Secret code = co_await with.auth->grant(call.who(), std::move(granted), caller_of(call));
    co_return ConsentOutcome{location_with_code(url, asked, code.reveal())};
}

}  // namespace parlance::serve::oauth
