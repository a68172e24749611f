#pragma once

#include "auth/auth.hpp"
#include "auth/oidc/providers.hpp"
#include "auth/throttle.hpp"
#include "store/identities.hpp"

#include <optional>
#include <string>
#include <vector>

/// Signing in by OpenID Connect: authorization code with PKCE, at the provider of a tenant.
namespace parlance::auth::oidc {

inline constexpr std::chrono::minutes begun_life{10};

/// What somebody begins with.
struct Beginning {
    std::string provider_id;
    std::string redirect_uri;
    std::string next;  ///< a path of the web app
    std::optional<std::string> invitation_code;
};

struct Begun {
    std::string redirect_to;
    std::string state;
    Secret browser;  ///< what the browser has to bring back beside what the provider sends
};

/// What somebody comes back with.
struct Returned {
    std::string state;
    Secret browser;
    std::optional<std::string> code;
    std::optional<std::string> issuer;  ///< RFC 9207
    std::optional<std::string> error;
};

struct Finished {
    std::optional<SignedIn> in;  ///< nothing: an account was connected
    std::string next;
};

/// What an administrator wishes for.
struct ProviderChange {
    std::int64_t version = 0;  ///< of the settings that were looked at; 0: there are none
    std::string name;
    std::string issuer;
    std::string client_id;
    std::optional<Secret> client_secret;  ///< nothing: as before
    std::vector<std::string> domains;
    std::optional<std::string> newcomers;
    bool enabled = true;
    bool sign_out = false;
};

struct ProviderSeen {
    std::optional<store::IdentityProvider> provider;
    bool has_secret = false;
};

/// The account at the provider that is connected to the own one.
struct Connected {
    std::optional<store::IdentityProvider> provider;  ///< which there could be
    std::optional<store::Identity> identity;
    bool has_password = false;
};

/// All of it. One for the process; safe from every io_context.
class SignIns {
public:
    SignIns(
        store::Store& store,
        store::Vault& vault,
        store::Ledger& ledger,
        Auth& auth,
        net::Inside inside,
        Clock clock = system_now
    );

    /// The provider whose button the sign-in page shows: that of the link which the person came
    /// by, else that of the house.
    Task<std::optional<store::IdentityProvider>> shown(std::optional<std::string> id);

    /// Throws `Error`: `sign_in_not_found`, `oidc_unavailable`, `too_many_attempts`.
    Task<Begun> begin(Beginning wanted, Caller caller);
    /// The same for somebody who is signed in and connects the two accounts.
    Task<Begun> begin_connecting(Principal who, Beginning wanted, Caller caller);
    /// Throws `Error`: `oidc_expired`, `oidc_denied`, `oidc_refused`, and why the person may not
    /// come in.
    Task<Finished> finish(Returned returned, Caller caller);

    /// Ends the session of `who`. Gives where the browser goes to sign out at the provider as well,
    /// if the session began there and the team wants that; from there it comes back to `back_to`.
    Task<std::optional<std::string>> sign_out(Principal who, std::string back_to, Caller caller);

    Task<Connected> connected(Principal who);
    /// Throws `Error` (conflict, `oidc_only_way`) rather than lock the person out.
    Task<void> disconnect(Principal who, Caller caller);

    Task<ProviderSeen> settings(Principal who);
    /// Asks the issuer first who it is. Throws `Error` (`invalid_fields`, `sign_in_changed`).
    Task<ProviderSeen> change(Principal who, ProviderChange wanted, Caller caller);
    Task<void> remove(Principal who, Caller caller);

private:
    Task<Begun> begin(Beginning wanted, std::optional<std::string> user_id, Caller caller);
    Task<store::BegunSignIn> take(const Returned& returned);
    Task<Vouched> vouched(
        const store::IdentityProvider& provider,
        const store::BegunSignIn& begun,
        const Returned& returned
    );
    Task<store::IdentityProvider> enabled_provider(std::string id);
    Task<void>
    connect(store::IdentityProvider provider, std::string user_id, Vouched vouched, Caller caller);
    Task<std::string> issuer_of(std::string wanted);
    Task<void> require_sign_out(std::string issuer);

    store::Store& store_;
    store::Vault& vault_;
    store::Ledger& ledger_;
    Auth& auth_;
    const Clock clock_;
    Throttle by_address_;
    Providers providers_;
};

}  // namespace parlance::auth::oidc
