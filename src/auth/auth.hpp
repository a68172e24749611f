#pragma once

#include "auth/api_keys.hpp"
#include "auth/authenticator.hpp"
#include "auth/caller.hpp"
#include "auth/grants.hpp"
#include "auth/oidc/id_token.hpp"
#include "auth/passwords.hpp"
#include "auth/refresh_token.hpp"
#include "auth/throttle.hpp"
#include "base/config.hpp"
#include "base/threads.hpp"
#include "store/audit.hpp"
#include "store/identity_providers.hpp"
#include "store/invitations.hpp"
#include "store/members.hpp"
#include "store/sessions.hpp"
#include "store/store.hpp"
#include "store/tenants.hpp"
#include "store/users.hpp"
#include "store/vault.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/// Who is asking: accounts, sign-in, sessions and the people of a tenant.
namespace parlance::auth {

struct Options {
    Registration registration = Registration::open;
    Issuer issuer;
    PasswordRules password_rules;
    PasswordCost password_cost;
    std::chrono::hours session_life{24 * 30};  ///< since the last use
    std::chrono::hours signing_key_life{24 * 90};
    /// How often to look for what other processes (the command line, other nodes) have changed; 0
    /// for never.
    std::chrono::milliseconds follow_every{2000};
    Clock clock = system_now;
};

struct Registering {
    std::string username;
    std::optional<std::string> email;
    Secret password;
    std::optional<std::string> tenant_name;
    std::optional<std::string> invitation_code;
};

/// Exactly one of `username` and `email`.
struct SigningIn {
    std::optional<std::string> username;
    std::optional<std::string> email;
    Secret password;
    std::optional<std::string> tenant_id;  ///< for those who belong to several
};

/// Who somebody is, as the API tells it to them.
struct Profile {
    Principal who;
    std::optional<std::string> email;
    std::string tenant_name;
};

struct SignedIn {
    std::string access_token;
    std::chrono::seconds expires_in = access_token_life;
    Secret refresh_token;
    std::chrono::seconds refresh_expires_in{};
    Profile profile;
};

/// What to change about a member; what is absent stays.
struct MemberChange {
    std::optional<std::string> role;
    std::optional<store::Attributes> attributes;  ///< replaces all of them
    std::optional<bool> disabled;                 ///< keeps the person out, with sessions and keys
};

struct NewInvite {
    std::string role;
    std::optional<std::string> email;
    std::chrono::days life{7};
};

struct Invited {
    std::string id;
    std::string code;  ///< told this once
    std::string role;
    Instant expires_at;
};

/// Everything about accounts. One for the process; all of it may be called from any io_context.
/// What is wrong with a request is thrown as `Error`, with a fault for each field where it is the
/// fields that are wrong.
class Auth {
public:
    /// Loads keys, sessions and memberships; makes the first signing key. Blocks.
    Auth(store::Store& store, store::Vault& vault, store::Ledger& ledger, Options options);
    Auth(const Auth&) = delete;
    Auth& operator=(const Auth&) = delete;
    ~Auth();

    /// Who asks, by an access token that was made for this door or by an API key, which opens all.
    /// Microseconds; see `Authenticator` and `ApiKeys`.
    [[nodiscard]] std::shared_ptr<const Principal> authenticate(
        std::string_view token,
        Audience door = Audience::api,
        const std::string& address = {}
    );
    [[nodiscard]] ApiKeys& api_keys() noexcept { return api_keys_; }
    /// Whether a person asks, in a session of the own: no key, and no client of OAuth.
    [[nodiscard]] bool is_in_person(const Principal& who) const;
    /// Throws `Error` (forbidden, `sign_in_yourself`) unless a person asks: what a key or a client
    /// does must not outlive it.
    void require_in_person(const Principal& who) const;
    /// The public keys, as `/.well-known/jwks.json` shows them.
    [[nodiscard]] std::string jwks() const { return authenticator_.keys()->jwks(); }

    /// Who may register now: `first` says so only while nobody has.
    Task<Registration> registration();
    /// Makes a tenant with its owner, or joins one by invitation; signs the person in.
    Task<SignedIn> register_account(Registering wanted, Caller caller);
    Task<SignedIn> login(SigningIn wanted, Caller caller);
    /// Lets somebody in for whom the tenant's provider vouches: whom it is known to be, who is
    /// invited, or a newcomer where the provider says so. Nobody is known by an address.
    Task<SignedIn> enter_vouched(
        store::IdentityProvider provider,
        oidc::Vouched vouched,
        std::optional<std::string> invitation_hash,
        Caller caller
    );
    /// Trades a refresh token for the next one. An old one ends the session, unless it was replaced
    /// less than ten seconds ago: then it gets the same successor.
    Task<SignedIn> refresh(Secret token, Caller caller);
    Task<void> logout(Principal who, Caller caller);

    /// Lets a client in: a code that it trades for tokens, once and within a minute.
    Task<Secret> grant(Principal who, Grant granted, Caller caller);
    /// Trades a code for tokens, in a session of the client's own. Nothing when the code is not
    /// good for this; one that was used before ends what came of it.
    Task<std::optional<ClientTokens>> redeem(Redeeming wanted, Caller caller);
    /// As `refresh`, for a client; nothing when the token is not good for it.
    Task<std::optional<ClientTokens>>
    refresh_client(Secret token, std::string client_id, Caller caller);
    /// Ends the client's session to which the access or refresh token belongs (RFC 7009).
    Task<void> revoke_client(Secret token, std::string client_id, Caller caller);
    Task<Profile> profile(Principal who);

    Task<std::vector<store::Session>> sessions(Principal who);
    Task<void> end_session(Principal who, std::string session_id, Caller caller);

    Task<Invited> invite(Principal who, NewInvite wanted, Caller caller);
    /// Those that nobody has used.
    Task<std::vector<store::InvitationRow>> invitations(Principal who);
    Task<void> revoke_invitation(Principal who, std::string id, Caller caller);
    /// Another code for it, good for a week; the one before is good no more.
    Task<Invited> renew_invitation(Principal who, std::string id, Caller caller);
    Task<std::vector<store::Member>> members(Principal who);
    /// Takes effect with the person's next request.
    Task<store::Member>
    change_member(Principal who, std::string user_id, MemberChange change, Caller caller);
    Task<store::Member>
    set_role(Principal who, std::string user_id, std::string role, Caller caller);
    Task<void> remove_member(Principal who, std::string user_id, Caller caller);

    /// Deletes the tenant with all that it has in the store. For an owner, who says how it is
    /// called and gives the own password; who has none has signed in a moment ago. Throws `Error`:
    /// `not_allowed`, `sign_in_yourself`, `invalid_fields`, `sign_in_again`, `too_many_attempts`.
    Task<void>
    delete_tenant(Principal who, std::string name, std::optional<Secret> password, Caller caller);

    /// Signs with a fresh key from now on; the old one verifies until its tokens have expired.
    void rotate_signing_key(System);
    /// Takes over everything as it stands in the store: members, sessions and keys. Blocks.
    void reload(System);
    /// Takes over what other processes have changed since the last time. Blocks.
    void follow(System);

    [[nodiscard]] const PasswordHasher& hasher() const noexcept { return hasher_; }

private:
    /// Whom a registration lets in: a founder, somebody invited, or somebody invited who has an
    /// account already.
    struct Admission {
        std::optional<store::Invitation> invitation;
        std::optional<store::User> known;
        std::string password_hash;
    };
    /// Somebody with a session, before the tokens are written.
    struct Entered {
        store::User user;
        store::Membership where;
        store::Session session;
        std::vector<std::string> ended;  ///< older sessions that a new password has ended
    };

    void load_keys();
    void follow_forever();
    void tidy(Instant now);
    Task<Admission> admit(Registering wanted);
    Entered enter(
        store::Writer& writer,
        const Registering& wanted,
        const Admission& admission,
        const Caller& caller
    ) const;
    Entered found_tenant(
        store::Writer& writer,
        const Registering& wanted,
        const Admission& admission
    ) const;
    Entered accept(store::Writer& writer, const Registering& wanted, const Admission& admission)
        const;
    Entered enter_vouched(
        store::Writer& writer,
        const store::IdentityProvider& provider,
        const oidc::Vouched& vouched,
        const std::optional<std::string>& invitation_hash,
        const Caller& caller
    ) const;
    Task<void> refuse_vouched(store::IdentityProvider provider, std::string code, Caller caller);
    /// `draft` says whose it is; the rest is filled in.
    [[nodiscard]] store::Session open_session(
        store::Writer& writer,
        const store::Membership& where,
        const Caller& caller,
        store::Session draft = {}
    ) const;
    [[nodiscard]] std::optional<Entered>
    enter_client(store::Writer& writer, const store::OAuthCode& code, const Caller& caller) const;
    [[nodiscard]] std::optional<Entered> redeem(
        store::Writer& writer,
        const Redeeming& wanted,
        const Caller& caller,
        std::string& ended
    ) const;
    [[nodiscard]] ClientTokens client_tokens(const Entered& entered);
    SignedIn signed_in(const Entered& entered);
    /// Somebody for whom the refresh token was good; nothing when it was not.
    [[nodiscard]] std::optional<Entered> trade(
        store::Writer& writer,
        const RefreshToken& claimed,
        const Secret& token,
        const std::optional<std::string>& client_id,
        const Caller& caller,
        bool& reused
    ) const;
    Task<std::optional<Entered>>
    traded(Secret token, std::optional<std::string> client_id, Caller caller);
    void rotate(store::Writer& writer, store::Session& session, Instant now) const;
    Task<void> prove_oneself(Principal who, std::optional<Secret> password, Caller caller);
    Task<void> refuse_login(std::optional<store::User> user, std::string name, Caller caller);

    store::Store& store_;
    store::Vault& vault_;
    store::Ledger& ledger_;
    const Options options_;
    Authenticator authenticator_;
    ApiKeys api_keys_;
    PasswordHasher hasher_;
    Throttle by_account_;
    Throttle by_address_;
    Secret refresh_key_;
    Instant followed_at_;
    Instant tidied_at_;
    std::mutex closing_mutex_;
    std::condition_variable closing_changed_;
    bool closing_ = false;
    BigThread follower_;  ///< last: it uses all of the above
};

}  // namespace parlance::auth
