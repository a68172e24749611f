#include "auth/oidc/sign_ins.hpp"
#include "store/provider_sessions.hpp"

/// Signing out at the provider as well (OpenID Connect RP-Initiated Logout 1.0).
namespace parlance::auth::oidc {

/// Whatever the provider does, the session here has ended.
Task<std::optional<std::string>>
SignIns::sign_out(Principal who, std::string back_to, Caller caller) {
    const auto take = [&](store::Writer& writer) {
        return store::take_provider_session(writer, ledger_, who);
    };
    const auto session = co_await store_.write(take);
    co_await auth_.logout(who, std::move(caller));
    if (!session) co_return std::nullopt;
    const auto provider = co_await shown(session->provider_id);
    if (!provider || provider->tenant_id != who.tenant_id || !provider->sign_out)
        co_return std::nullopt;
    std::shared_ptr<const Document> document;
    try {
        document = co_await providers_.document(provider->issuer);
    } catch (const Error&) {
        co_return std::nullopt;  // it is away: nobody waits for it to leave
    }
    if (document->end_session_endpoint.empty()) co_return std::nullopt;
    co_return end_session_url(
        *document,
        {.client_id = provider->client_id,
         .back_to = std::move(back_to),
         .id_token = session->id_token}
    );
}

}  // namespace parlance::auth::oidc
