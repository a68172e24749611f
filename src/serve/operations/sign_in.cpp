#include "serve/operations/sign_in.hpp"

#include "auth/oidc/sign_ins.hpp"
#include "serve/oauth/authorization.hpp"
#include "serve/oauth/place.hpp"
#include "serve/operations/caller.hpp"
#include "serve/operations/refresh_cookie.hpp"
#include "serve/operations/sign_in_shapes.hpp"
#include "serve/operations/tokens.hpp"
#include "serve/services.hpp"

namespace parlance::serve {

namespace {

/// The page that reads what the provider sends back. It comes from another site, so that the
/// browser sends no cookie along with it; the page itself asks with them.
constexpr std::string_view return_path = "/sso";

/// One for each sign-in, so that two tabs can sign in at the same time.
std::string cookie_of(std::string_view state) {
    return "parlance_sign_in_" + std::string(state.substr(0, 12));
}

Cookie cookie(std::string_view state, std::string value, std::chrono::seconds life) {
    return {
        .name = cookie_of(state),
        .value = std::move(value),
        .path = "/api/v1/auth",
        .max_age_s = life.count(),
    };
}

std::string redirect_uri(const Services& with, const Call& call) {
    return oauth::known_url(with, call) + std::string(return_path);
}

BegunSignIn begun(Call& call, auth::oidc::Begun made) {
    call.set_cookie(cookie(made.state, std::string(made.browser.reveal()), auth::oidc::begun_life));
    return {std::move(made.redirect_to)};
}

Task<BegunSignIn> begin_sign_in(Services& with, Call& call, BeginSignIn request) {
    require_own_origin(with.config, call);
    auth::oidc::Beginning wanted{
        .provider_id = std::move(request.provider_id),
        .redirect_uri = redirect_uri(with, call),
        .next = request.next.value_or("/"),
        .invitation_code = std::move(request.invitation_code),
    };
    auto made = co_await with.sign_ins->begin(std::move(wanted), caller_of(call));
    co_return begun(call, std::move(made));
}

Task<FinishedSignIn> finish_sign_in(Services& with, Call& call, FinishSignIn request) {
    require_own_origin(with.config, call);
    auth::oidc::Returned returned{
        .state = request.state,
        .browser = Secret(call.cookie(cookie_of(request.state))),
        .code = std::move(request.code),
        .issuer = std::move(request.iss),
        .error = std::move(request.error),
    };
    if (returned.browser.empty()) returned.browser = Secret(std::string_view("none"));
    call.set_cookie(cookie(request.state, "", std::chrono::seconds(0)));
    auto finished = co_await with.sign_ins->finish(std::move(returned), caller_of(call));
    FinishedSignIn shape{.next = std::move(finished.next)};
    if (finished.in) shape.tokens = tokens_of(call, *finished.in, true);
    co_return shape;
}

constexpr std::string_view sign_out_path = "/login";

/// Without an address of the server, of which no sign-in there could have begun, it ends here only.
Task<SignedOut> sign_out(Services& with, Call& call) {
    std::string back_to = oauth::own_url(with.config, call);
    if (!back_to.empty()) back_to += sign_out_path;
    SignedOut out;
    out.redirect_to =
        co_await with.sign_ins->sign_out(call.who(), std::move(back_to), caller_of(call));
    remove_refresh_cookie(call, call.who().session_id);
    co_return out;
}

Task<ConnectedShape> get_connected(Services& with, Call& call) {
    const auto found = co_await with.sign_ins->connected(call.who());
    ConnectedShape shape{
        .connected = found.identity.has_value(), .has_password = found.has_password
    };
    if (found.provider) shape.provider = found.provider->name;
    if (found.identity) shape.email = found.identity->email;
    co_return shape;
}

Task<BegunSignIn> connect(Services& with, Call& call) {
    require_own_origin(with.config, call);
    auth::oidc::Beginning wanted{
        .redirect_uri = redirect_uri(with, call), .next = "/admin/sessions"
    };
    auto made =
        co_await with.sign_ins->begin_connecting(call.who(), std::move(wanted), caller_of(call));
    co_return begun(call, std::move(made));
}

Task<void> disconnect(Services& with, Call& call) {
    co_await with.sign_ins->disconnect(call.who(), caller_of(call));
}

std::optional<NewcomerRole> newcomers_of(const store::IdentityProvider& provider) {
    if (!provider.newcomers) return std::nullopt;
    return *provider.newcomers == "analyst" ? NewcomerRole::analyst : NewcomerRole::viewer;
}

SignInShape shape_of(const Services& with, const Call& call, const auth::oidc::ProviderSeen& seen) {
    SignInShape shape{.redirect_uri = redirect_uri(with, call)};
    shape.sign_out_uri = oauth::known_url(with, call) + std::string(sign_out_path);
    if (!seen.provider) return shape;
    const store::IdentityProvider& provider = *seen.provider;
    shape.link = oauth::known_url(with, call) + "/login?sso=" + provider.id;
    shape.provider = SignInProvider{
        provider.id,
        provider.version,
        provider.name,
        provider.issuer,
        provider.client_id,
        seen.has_secret,
        provider.domains,
        newcomers_of(provider),
        provider.enabled,
        provider.sign_out,
    };
    return shape;
}

Task<SignInShape> get_sign_in(Services& with, Call& call) {
    const auto seen = co_await with.sign_ins->settings(call.who());
    co_return shape_of(with, call, seen);
}

Task<SignInShape> set_sign_in(Services& with, Call& call, SignInRequest request) {
    auth::oidc::ProviderChange wanted{
        .version = request.version,
        .name = std::move(request.name),
        .issuer = std::move(request.issuer),
        .client_id = std::move(request.client_id),
        .domains = std::move(request.domains),
        .enabled = request.enabled,
        .sign_out = request.sign_out,
    };
    if (request.client_secret) wanted.client_secret = Secret(std::move(*request.client_secret));
    if (request.newcomers)
        wanted.newcomers = boost::describe::enum_to_string(*request.newcomers, "viewer");
    const auto seen =
        co_await with.sign_ins->change(call.who(), std::move(wanted), caller_of(call));
    co_return shape_of(with, call, seen);
}

Task<void> remove_sign_in(Services& with, Call& call) {
    co_await with.sign_ins->remove(call.who(), caller_of(call));
}

std::vector<Operation> door_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/oidc/begin",
             .id = "begin_sign_in",
             .summary = "Begins to sign a browser in at an OpenID provider.",
             .tag = "auth",
             .access = Access::anyone},
            &begin_sign_in
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/oidc/finish",
             .id = "finish_sign_in",
             .summary = "Signs the browser in with what the provider sent back.",
             .tag = "auth",
             .access = Access::anyone},
            &finish_sign_in
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/oidc/logout",
             .id = "sign_out",
             .summary = "Ends this session, and tells where to end the one at its provider.",
             .tag = "auth",
             .access = Access::signed_in},
            &sign_out
        ),
        operation(
            {.path = "/api/v1/auth/oidc/connection",
             .id = "get_connected_account",
             .summary = "Tells which account at your team's provider is connected to yours.",
             .tag = "auth",
             .access = Access::signed_in},
            &get_connected
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/oidc/connection",
             .id = "connect_account",
             .summary = "Begins to connect your account at your team's provider to yours.",
             .tag = "auth",
             .access = Access::signed_in},
            &connect
        ),
        operation(
            {.method = Method::remove,
             .path = "/api/v1/auth/oidc/connection",
             .id = "disconnect_account",
             .summary = "Takes the connection back.",
             .tag = "auth",
             .access = Access::signed_in,
             .status = 204},
            &disconnect
        ),
    };
}

std::vector<Operation> settings_operations() {
    return {
        operation(
            {.path = "/api/v1/sign-in",
             .id = "get_sign_in",
             .summary = "Tells where the team signs in by OpenID Connect.",
             .tag = "members",
             .access = Access::admin},
            &get_sign_in
        ),
        operation(
            {.method = Method::put,
             .path = "/api/v1/sign-in",
             .id = "set_sign_in",
             .summary = "Says where the team signs in; the provider is asked first who it is.",
             .tag = "members",
             .access = Access::admin},
            &set_sign_in
        ),
        operation(
            {.method = Method::remove,
             .path = "/api/v1/sign-in",
             .id = "remove_sign_in",
             .summary = "Takes the provider away; who came by it keeps the session until its end.",
             .tag = "members",
             .access = Access::admin,
             .status = 204},
            &remove_sign_in
        ),
    };
}

}  // namespace

std::vector<Operation> sign_in_operations() {
    std::vector<Operation> all = door_operations();
    const auto more = settings_operations();
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace parlance::serve
