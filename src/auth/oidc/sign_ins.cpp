#include "auth/oidc/sign_ins.hpp"

#include "auth/oidc/words.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"

namespace parlance::auth::oidc {

namespace {

constexpr int address_burst = 60;
constexpr std::chrono::seconds address_refill{2};
constexpr std::size_t code_max = 4096;

[[noreturn]] void expired() {
    throw Error(
        Failure::unauthenticated,
        "oidc_expired",
        "This sign-in took too long, was used already, or was begun in another browser. Begin "
        "again from the sign-in page."
    );
}

[[noreturn]] void denied() {
    throw Error(
        Failure::forbidden, "oidc_denied", "The sign-in was stopped at the provider. Begin again."
    );
}

/// Both come from what only the browser holds, so that nothing in the store helps a thief.
std::string derived(const Secret& browser, std::string_view what, std::string_view state) {
    const std::string about = std::string(what) + ' ' + std::string(state);
    return to_base64url(bytes_of(hmac_sha256(browser.reveal(), about)));
}

/// RFC 9207: what another provider sent would otherwise be traded here.
void check_issuer(const Document& document, const std::optional<std::string>& told) {
    if (!told && document.names_itself) refused("issuer_missing");
    if (told && *told != document.issuer) refused("issuer_mix_up");
}

/// A path of the web app, and no other place.
std::string safe(std::string next) {
    const bool plain = std::ranges::none_of(next, [](char each) {
        return static_cast<unsigned char>(each) <= ' ' || each == 0x7f || each == '\\';
    });
    const bool path = next.starts_with('/') && !next.starts_with("//");
    return plain && path ? next : "/";
}

store::AuditEntry audit_of(const Caller& caller, const char* action, std::string about) {
    store::AuditEntry entry{.door = caller.door, .action = action, .outcome = "done"};
    entry.question = std::move(about);
    entry.request_id = caller.request_id;
    return entry;
}

}  // namespace

SignIns::SignIns(
    store::Store& store,
    store::Vault& vault,
    store::Ledger& ledger,
    Auth& auth,
    net::Inside inside,
    Clock clock
)
    : store_(store),
      vault_(vault),
      ledger_(ledger),
      auth_(auth),
      clock_(clock),
      by_address_(address_burst, address_refill, clock),
      providers_(clock, inside) {}

Task<std::optional<store::IdentityProvider>> SignIns::shown(std::optional<std::string> id) {
    const auto work = [&](store::Reader& reader) {
        return id ? store::identity_provider(reader, System{}, *id)
                  : store::house_identity_provider(reader, System{});
    };
    auto found = co_await store_.read(work);
    if (found && !found->enabled) found.reset();
    co_return found;
}

Task<store::IdentityProvider> SignIns::enabled_provider(std::string id) {
    const auto found = co_await shown(std::move(id));
    if (!found) store::throw_not_found("sign_in");
    co_return *found;
}

Task<Begun> SignIns::begin(Beginning wanted, Caller caller) {
    co_return co_await begin(std::move(wanted), std::nullopt, std::move(caller));
}

Task<Begun> SignIns::begin_connecting(Principal who, Beginning wanted, Caller caller) {
    auth_.require_in_person(who);
    const auto work = [&](store::Reader& reader) { return store::identity_provider(reader, who); };
    const auto own = co_await store_.read(work);
    if (!own) store::throw_not_found("sign_in");
    wanted.provider_id = own->id;
    co_return co_await begin(std::move(wanted), who.user_id, std::move(caller));
}

Task<Begun> SignIns::begin(Beginning wanted, std::optional<std::string> user_id, Caller caller) {
    by_address_.take(network_of(caller.address));
    const store::IdentityProvider provider = co_await enabled_provider(wanted.provider_id);
    const auto document = co_await providers_.document(provider.issuer);
    Begun begun{.state = random_token(), .browser = Secret(random_token())};
    store::BegunSignIn row{
        .state_hash = hash_of_token(begun.state),
        .browser_hash = hash_of_token(begun.browser.reveal()),
        .provider_id = provider.id,
        .redirect_uri = wanted.redirect_uri,
        .next = safe(std::move(wanted.next)),
        .user_id = std::move(user_id),
        .expires_at = clock_() + begun_life,
    };
    if (wanted.invitation_code) row.invitation_hash = hash_of_token(*wanted.invitation_code);
    const auto work = [&](store::Writer& writer) { store::begin_sign_in(writer, System{}, row); };
    co_await store_.write(work);
    const Secret verifier(derived(begun.browser, "verifier", begun.state));
    begun.redirect_to = authorization_url(
        *document,
        {.client_id = provider.client_id,
         .redirect_uri = row.redirect_uri,
         .state = begun.state,
         .nonce = derived(begun.browser, "nonce", begun.state),
         .challenge = challenge_of(verifier)}
    );
    co_return begun;
}

Task<Finished> SignIns::finish(Returned returned, Caller caller) {
    by_address_.take(network_of(caller.address));
    const store::BegunSignIn begun = co_await take(returned);
    const store::IdentityProvider provider = co_await enabled_provider(begun.provider_id);
    Vouched who = co_await vouched(provider, begun, returned);
    Finished finished{.next = begun.next};
    if (begun.user_id) {
        co_await connect(provider, *begun.user_id, std::move(who), caller);
    } else {
        finished.in =
            co_await auth_.enter_vouched(provider, std::move(who), begun.invitation_hash, caller);
    }
    by_address_.give_back(network_of(caller.address));
    co_return finished;
}

Task<store::BegunSignIn> SignIns::take(const Returned& returned) {
    const auto work = [&](store::Writer& writer) {
        const std::string hash = hash_of_token(returned.state);
        return store::take_begun_sign_in(writer, System{}, hash, clock_());
    };
    auto begun = co_await store_.write(work);
    if (!begun) expired();
    const std::string browser = hash_of_token(returned.browser.reveal());
    if (!equal_in_constant_time(browser, begun->browser_hash)) expired();
    co_return std::move(*begun);
}

Task<Vouched> SignIns::vouched(
    const store::IdentityProvider& provider,
    const store::BegunSignIn& begun,
    const Returned& returned
) {
    const auto document = co_await providers_.document(provider.issuer);
    check_issuer(*document, returned.issuer);
    if (returned.error || !returned.code) denied();
    if (returned.code->size() > code_max) refused("code_length");
    const auto read_secret = [&](store::Reader& reader) {
        return store::client_secret(reader, vault_, System{}, provider);
    };
    Trade trade{
        .client_id = provider.client_id,
        .client_secret = co_await store_.read(read_secret),
        .redirect_uri = begun.redirect_uri,
        .code = *returned.code,
        .verifier = derived(returned.browser, "verifier", returned.state),
    };
    std::string nonce = derived(returned.browser, "nonce", returned.state);
    co_return co_await providers_.redeem(provider.issuer, std::move(trade), std::move(nonce));
}

Task<void> SignIns::connect(
    store::IdentityProvider provider,
    std::string user_id,
    Vouched vouched,
    Caller caller
) {
    const auto work = [&](store::Writer& writer) {
        const auto other = store::find_identity(
            writer, System{}, provider.tenant_id, vouched.issuer, vouched.subject
        );
        if (other && other->user_id != user_id)
            throw Error(
                Failure::conflict,
                "oidc_connected",
                "This account at the provider is connected to another person here."
            );
        Principal who;
        who.tenant_id = provider.tenant_id;
        who.user_id = user_id;
        who.username = store::member(writer, who, user_id).username;
        store::put_identity(
            writer,
            System{},
            {provider.tenant_id, vouched.issuer, vouched.subject, user_id, vouched.email}
        );
        store::append_audit(
            writer, ledger_, who, audit_of(caller, "sign_in_connected", provider.name)
        );
    };
    co_await store_.write(work);
}

Task<Connected> SignIns::connected(Principal who) {
    const auto work = [&](store::Reader& reader) {
        Connected found{
            .provider = store::identity_provider(reader, who),
            .identity = store::own_identity(reader, who),
            .has_password = store::user(reader, who).password_hash.has_value(),
        };
        if (found.provider && !found.provider->enabled) found.provider.reset();
        return found;
    };
    co_return co_await store_.read(work);
}

Task<void> SignIns::disconnect(Principal who, Caller caller) {
    auth_.require_in_person(who);
    const auto work = [&](store::Writer& writer) {
        if (!store::user(writer, who).password_hash)
            throw Error(
                Failure::conflict,
                "oidc_only_way",
                "You have no password here: without the provider you could not come back."
            );
        store::remove_own_identity(writer, who);
        store::append_audit(writer, ledger_, who, audit_of(caller, "sign_in_disconnected", {}));
    };
    co_await store_.write(work);
}

}  // namespace parlance::auth::oidc
