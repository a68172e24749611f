#include "serve/oauth/token_endpoint.hpp"

#include "auth/auth.hpp"
#include "base/json.hpp"
#include "serve/oauth/authorization.hpp"
#include "serve/oauth/clients.hpp"
#include "serve/oauth/form.hpp"
#include "serve/operations/caller.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace parlance::serve::oauth {

namespace {

namespace bj = boost::json;

std::string text_of(const bj::object& document) {
    std::string text;
    json::write(text, document);
    return text;
}

File answer_of(const std::optional<auth::ClientTokens>& tokens) {
    if (!tokens) {
        throw Refusal{
            "invalid_grant", "The code or the refresh token is not good for this client."
        };
    }
    return json_answer(text_of({
        {"access_token", tokens->access_token},
        {"token_type", "Bearer"},
        {"expires_in", tokens->expires_in.count()},
        {"refresh_token", std::string(tokens->refresh_token.reveal())},
        {"scope", auth::oauth_scope(tokens->scopes)},
    }));
}

Secret secret_in(const Form& form, std::string_view name) {
    return Secret(form.get(name));
}

/// The doors that a client asks for now; none when it does not say.
auth::Audiences audiences_in(const Services& with, const Call& call, const Form& form) {
    const auto resource = form.find("resource");
    if (!resource) return {};
    const auto audiences = audiences_of(known_url(with, call), resource);
    if (!audiences) throw Refusal{"invalid_target", "This server does not have this resource."};
    return *audiences;
}

Task<File> redeem(Services& with, Call& call, Form form) {
    auth::Redeeming wanted{
        .code = secret_in(form, "code"),
        .client_id = form.get("client_id"),
        .redirect_uri = form.get("redirect_uri"),
        .verifier = secret_in(form, "code_verifier"),
    };
    wanted.audiences = audiences_in(with, call, form);
    const auto tokens = co_await with.auth->redeem(std::move(wanted), caller_of(call));
    co_return answer_of(tokens);
}

Task<File> refresh(Services& with, Call& call, Form form) {
    static_cast<void>(audiences_in(with, call, form));  // it gets those that were granted
    const auto tokens = co_await with.auth->refresh_client(
        secret_in(form, "refresh_token"), form.get("client_id"), caller_of(call)
    );
    co_return answer_of(tokens);
}

Task<File> tokens_for(Services& with, Call& call) {
    const Form form = form_of(call);
    const std::string kind = form.get("grant_type");
    if (kind == "authorization_code") co_return co_await redeem(with, call, form);
    if (kind == "refresh_token") co_return co_await refresh(with, call, form);
    throw Refusal{"unsupported_grant_type", "Use authorization_code or refresh_token."};
}

Task<File> revoked(Services& with, Call& call) {
    const Form form = form_of(call);
    co_await with.auth->revoke_client(
        secret_in(form, "token"), form.get("client_id"), caller_of(call)
    );
    co_return json_answer("{}");
}

Task<File> registered(Services& with, Call& call) {
    static_cast<void>(known_url(with, call));
    const auto client =
        co_await with.oauth_clients->add(std::string(call.text()), call.remote_address);
    bj::array uris;
    for (const std::string& each : client.redirect_uris)
        uris.emplace_back(each);
    const auto issued_s = std::chrono::floor<std::chrono::seconds>(client.created_at);
    bj::object document{
        {"client_id", client.id},
        {"client_id_issued_at", issued_s.time_since_epoch().count()},
        {"redirect_uris", std::move(uris)},
        {"token_endpoint_auth_method", "none"},
        {"grant_types", bj::array{"authorization_code", "refresh_token"}},
        {"response_types", bj::array{"code"}},
    };
    if (!client.name.empty()) document["client_name"] = client.name;
    co_return json_answer(text_of(document), 201);
}

/// Turns a refusal on the way into its answer.
Task<File> answered(Task<File> work) {
    try {
        co_return co_await std::move(work);
    } catch (const Refusal& refusal) {
        co_return answer_of(refusal);
    }
}

}  // namespace

Task<File> give_tokens(Services& with, Call& call) {
    return answered(tokens_for(with, call));
}

Task<File> revoke_token(Services& with, Call& call) {
    return answered(revoked(with, call));
}

Task<File> register_client(Services& with, Call& call) {
    return answered(registered(with, call));
}

}  // namespace parlance::serve::oauth
