#include "auth/auth.hpp"

#include "auth/api_key_text.hpp"
#include "auth/permissions.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"
#include "base/log.hpp"
#include "store/identities.hpp"
#include "store/signing_keys.hpp"

namespace parlance::auth {

namespace {

constexpr std::chrono::hours tidy_every{1};
constexpr std::chrono::hours kept_after_end{24 * 30};

constexpr int account_burst = 10;
constexpr std::chrono::seconds account_refill{30};
constexpr int address_burst = 60;
constexpr std::chrono::seconds address_refill{2};
constexpr std::size_t user_agent_max = 256;
/// What was dated then may have been committed, and seen by us, later; clocks differ as well.
constexpr std::chrono::seconds commit_delay_max{30};

std::int64_t seconds_of(Instant moment) {
    return std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
}

Claims claims_of(const store::Membership& where, const store::Session& session, Instant now) {
    const std::int64_t now_s = seconds_of(now);
    return {
        .subject = where.username,
        .user_id = where.user_id,
        .tenant_id = where.tenant_id,
        .role = where.role,
        .session_id = session.id,
        .token_id = random_token(16),
        .issued_at_s = now_s,
        .not_before_s = now_s,
        .expires_at_s = now_s + std::chrono::seconds(access_token_life).count(),
        .scopes = session.client_id ? permissions_in(session.scopes) : permissions_of(where.role),
        .audiences = session.client_id ? audiences_in(session.audiences)
                                       : Audiences{Audience::api, Audience::mcp},
        .client_id = session.client_id.value_or(""),
    };
}

Principal principal_of(const store::Membership& where, const store::Session& session) {
    return {
        .tenant_id = where.tenant_id,
        .user_id = where.user_id,
        .username = where.username,
        .role = where.role,
        .permissions = permissions_of(where.role),
        .session_id = session.id,
    };
}

}  // namespace

Auth::Auth(store::Store& store, store::Vault& vault, store::Ledger& ledger, Options options)
    : store_(store),
      vault_(vault),
      ledger_(ledger),
      options_(std::move(options)),
      authenticator_(options_.clock),
      api_keys_(store, ledger, authenticator_.state(), options_.clock),
      hasher_(options_.password_cost),
      by_account_(account_burst, account_refill, options_.clock),
      by_address_(address_burst, address_refill, options_.clock) {
    refresh_key_ = store_.database().write([&](store::Writer& writer) {
        return store::installation_secret(writer, vault_, System{}, "refresh_tokens");
    });
    reload(System{});
    const std::optional<Instant> newest = store_.database().read([&](store::Reader& reader) {
        const auto keys = store::signing_keys(reader, vault_, System{}, options_.clock());
        return keys.empty() ? std::nullopt : std::optional(keys.front().created_at);
    });
    if (!newest || options_.clock() - *newest > options_.signing_key_life)
        rotate_signing_key(System{});
    if (options_.follow_every.count() > 0)
        follower_ = BigThread("auth-follow", [this] { follow_forever(); });
}

Auth::~Auth() {
    {
        const std::scoped_lock lock(closing_mutex_);
        closing_ = true;
    }
    closing_changed_.notify_all();
    follower_.join();
}

void Auth::follow_forever() {
    std::unique_lock lock(closing_mutex_);
    while (!closing_changed_.wait_for(lock, options_.follow_every, [&] { return closing_; })) {
        lock.unlock();
        try {
            follow(System{});
        } catch (const std::exception&) {
            // The store is busy or away: what has changed is still to be seen the next time.
            log::warning("auth_follow_failed");
        }
        lock.lock();
    }
}

void Auth::load_keys() {
    const Instant since = options_.clock() - access_token_life - 2 * clock_skew;
    const auto keys = store_.database().read([&](store::Reader& reader) {
        return store::signing_keys(reader, vault_, System{}, since);
    });
    if (!keys.empty()) authenticator_.use_keys(std::make_shared<KeySet>(keys, options_.issuer));
}

void Auth::rotate_signing_key(System) {
    const store::SigningKey fresh = make_signing_key();
    store_.database().write([&](store::Writer& writer) {
        store::add_signing_key(writer, vault_, System{}, fresh);
        store::retire_other_signing_keys(writer, System{}, fresh.id, options_.clock());
    });
    load_keys();
}

void Auth::reload(System) {
    followed_at_ = system_now();
    store_.database().read([&](store::Reader& reader) {
        authenticator_.state().load(reader, System{}, options_.clock());
        api_keys_.load(reader, System{}, options_.clock());
    });
    load_keys();
}

void Auth::follow(System) {
    const Instant begun = system_now();
    store_.database().read([&](store::Reader& reader) {
        const Instant since = followed_at_ - commit_delay_max;
        authenticator_.state().follow(reader, System{}, since, options_.clock());
        api_keys_.follow(reader, System{}, since, options_.clock());
    });
    followed_at_ = begun;
    if (begun - tidied_at_ > tidy_every) tidy(begun);
}

/// Ended sessions and codes are kept for a month, so that the use of an old token is still told
/// apart from an invented one; ended keys, so that people see them.
void Auth::tidy(Instant now) {
    tidied_at_ = now;
    const Instant before = now - kept_after_end;
    store_.write_later([before](store::Writer& writer) {
        store::forget_sessions(writer, System{}, before);
        store::forget_api_keys(writer, System{}, before);
        store::forget_oauth_codes(writer, System{}, before);
        store::forget_begun_sign_ins(writer, System{}, system_now());
    });
}

std::shared_ptr<const Principal>
Auth::authenticate(std::string_view token, Audience door, const std::string& address) {
    if (looks_like_api_key(token)) return api_keys_.authenticate(token, address);
    return authenticator_.authenticate(token, door);
}

bool Auth::is_in_person(const Principal& who) const {
    const auto session = authenticator_.state().session(who.session_id);
    return session && !session->scopes;
}

void Auth::require_in_person(const Principal& who) const {
    if (is_in_person(who)) return;
    throw Error(
        Failure::forbidden,
        "sign_in_yourself",
        "Only a person who is signed in may do this, not a key and not a connected program."
    );
}

store::Session Auth::open_session(
    store::Writer& writer,
    const store::Membership& where,
    const Caller& caller,
    store::Session session
) const {
    if (where.disabled)
        throw Error(
            Failure::forbidden,
            "member_disabled",
            "Your account is switched off in this team. Ask one of its administrators."
        );
    const Instant now = options_.clock();
    session.id = new_id();
    session.tenant_id = where.tenant_id;
    session.user_id = where.user_id;
    session.user_agent = caller.user_agent.substr(0, user_agent_max);
    session.address = caller.address;
    session.created_at = now;
    session.last_used_at = now;
    session.expires_at = now + options_.session_life;
    session.token_hash = hash_of_token(make_refresh_token(refresh_key_, {session.id, 0}).reveal());
    store::create_session(writer, System{}, session);
    store::touch_member(writer, principal_of(where, session));
    return session;
}

SignedIn Auth::signed_in(const Entered& entered) {
    const store::Session& session = entered.session;
    const store::Membership& where = entered.where;
    LiveState& state = authenticator_.state();
    state.put_member(where);
    state.put_session(session);
    for (const std::string& id : entered.ended)
        state.end_session(id);
    const Instant now = options_.clock();
    SignedIn result;
    result.access_token = authenticator_.keys()->sign(claims_of(where, session, now));
    result.refresh_token = make_refresh_token(refresh_key_, {session.id, session.generation});
    result.refresh_expires_in = std::chrono::floor<std::chrono::seconds>(session.expires_at - now);
    result.profile = {principal_of(where, session), entered.user.email, where.tenant_name};
    return result;
}

Task<Profile> Auth::profile(Principal who) {
    const auto work = [&who](store::Reader& reader) {
        Profile found{who, store::user(reader, who).email, store::tenant(reader, who).name};
        return found;
    };
    co_return co_await store_.read(work);
}

}  // namespace parlance::auth
