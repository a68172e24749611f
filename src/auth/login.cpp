#include "auth/auth.hpp"
#include "auth/refresh_token.hpp"
#include "store/paging.hpp"

namespace parlance::auth {

namespace {

/// Two tabs may trade the same token at the same moment.
constexpr std::chrono::seconds reuse_window{10};

[[noreturn]] void wrong_credentials() {
    throw Error(
        Failure::unauthenticated,
        "invalid_credentials",
        "The name or the password is not right. Check both and try again."
    );
}

[[noreturn]] void bad_refresh_token() {
    throw Error(
        Failure::unauthenticated, "invalid_refresh_token", "This session has ended. Sign in again."
    );
}

void check_fields(const SigningIn& wanted) {
    if (wanted.username.has_value() != wanted.email.has_value()) return;
    throw Error(Failure::invalid, "invalid_fields", "Sign in with your username or your address.")
        .with_faults({{"/username", "Give either `username` or `email`."}});
}

store::Membership
choose(std::vector<store::Membership> all, const std::optional<std::string>& tenant_id) {
    const auto fits = [&](const store::Membership& each) {
        return !tenant_id || each.tenant_id == *tenant_id;
    };
    // Who is disabled in one tenant comes into another; `open_session` says it of the only one.
    auto found =
        std::ranges::find_if(all, [&](const auto& each) { return fits(each) && !each.disabled; });
    if (found == all.end()) found = std::ranges::find_if(all, fits);
    if (found != all.end()) return std::move(*found);
    throw Error(
        Failure::forbidden,
        "no_membership",
        "You do not belong to this tenant. Ask one of its administrators for an invitation."
    );
}

store::AuditEntry
audit_of(const store::User& user, const Caller& caller, const char* action, const char* outcome) {
    store::AuditEntry entry{.door = caller.door, .action = action, .outcome = outcome};
    entry.user_id = user.id;
    entry.username = user.username;
    entry.request_id = caller.request_id;
    return entry;
}

}  // namespace

Task<SignedIn> Auth::login(SigningIn wanted, Caller caller) {
    check_fields(wanted);
    const std::string name = store::lower(wanted.username ? *wanted.username : *wanted.email);
    const std::string network = network_of(caller.address);
    by_address_.take(network);
    by_account_.take(name);
    const auto find = [&](store::Reader& reader) {
        return wanted.username ? store::user_by_name(reader, System{}, name)
                               : store::user_by_email(reader, System{}, name);
    };
    std::optional<store::User> user = co_await store_.read(find);
    std::optional<std::string> hash = user ? user->password_hash : std::nullopt;
    const PasswordHasher::Verdict verdict = co_await hasher_.check(hash, wanted.password);
    if (!verdict.right) {
        co_await refuse_login(user, name, caller);
        wrong_credentials();
    }
    by_account_.reset(name);
    by_address_.give_back(network);
    std::string better_hash;
    if (verdict.outdated) better_hash = co_await hasher_.hash(wanted.password);
    const auto work = [&](store::Writer& writer) {
        Entered entered{.user = *user};
        entered.where = choose(store::memberships_of(writer, System{}, user->id), wanted.tenant_id);
        if (!better_hash.empty()) store::set_password(writer, System{}, user->id, better_hash);
        entered.session = open_session(writer, entered.where, caller);
        store::append_audit(
            writer,
            ledger_,
            System{},
            entered.where.tenant_id,
            audit_of(*user, caller, "login", "done")
        );
        return entered;
    };
    const Entered entered = co_await store_.write(work);
    co_return signed_in(entered);
}

/// A refused sign-in is written down in the person's tenants, or in the installation's own log when
/// there is nobody of this name: the work is about the same.
Task<void> Auth::refuse_login(std::optional<store::User> user, std::string name, Caller caller) {
    const auto work = [&](store::Writer& writer) {
        store::User somebody = user.value_or(store::User{.id = "", .username = name});
        const store::AuditEntry entry = audit_of(somebody, caller, "login", "refused");
        const auto belongs_to = store::memberships_of(writer, System{}, somebody.id);
        for (const store::Membership& each : belongs_to)
            store::append_audit(writer, ledger_, System{}, each.tenant_id, entry);
        if (belongs_to.empty()) store::append_audit(writer, ledger_, System{}, "", entry);
    };
    co_await store_.write(work);
}

Task<SignedIn> Auth::refresh(Secret token, Caller caller) {
    const std::optional<Entered> entered =
        co_await traded(std::move(token), std::nullopt, std::move(caller));
    if (!entered) bad_refresh_token();
    co_return signed_in(*entered);
}

Task<std::optional<Auth::Entered>>
Auth::traded(Secret token, std::optional<std::string> client_id, Caller caller) {
    const std::optional<RefreshToken> claimed = read_refresh_token(token.reveal());
    if (!claimed) co_return std::nullopt;
    bool reused = false;
    const auto work = [&](store::Writer& writer) -> std::optional<Entered> {
        reused = false;  // a write may be repeated
        return trade(writer, *claimed, token, client_id, caller, reused);
    };
    std::optional<Entered> entered = co_await store_.write(work);
    if (reused) authenticator_.state().end_session(claimed->session_id);
    if (!entered) by_address_.take(network_of(caller.address));
    co_return entered;
}

std::optional<Auth::Entered> Auth::trade(
    store::Writer& writer,
    const RefreshToken& claimed,
    const Secret& token,
    const std::optional<std::string>& client_id,
    const Caller& caller,
    bool& reused
) const {
    const Instant now = options_.clock();
    writer.lock("session " + claimed.session_id);
    std::optional<store::Session> session = store::session(writer, System{}, claimed.session_id);
    if (!session || session->revoked_at || session->expires_at <= now) return std::nullopt;
    // The token of a client is good for that client only, and a person's own for no client.
    if (session->client_id != client_id) return std::nullopt;
    const std::optional<store::User> user = store::user_by_id(writer, System{}, session->user_id);
    if (!user) return std::nullopt;
    Entered entered{.user = *user};
    const bool newest = claimed.generation == session->generation;
    if (newest) {
        const std::string hash = hash_of_token(token.reveal());
        if (!equal_in_constant_time(hash, session->token_hash)) return std::nullopt;
        rotate(writer, *session, now);
    } else {
        if (!is_genuine(refresh_key_, claimed, token.reveal())) return std::nullopt;
        const bool just_now = claimed.generation == session->generation - 1 &&
                              now - session->last_used_at < reuse_window;
        if (!just_now) {
            reused = true;
            store::revoke_session(writer, System{}, session->id);
            store::append_audit(
                writer,
                ledger_,
                System{},
                session->tenant_id,
                audit_of(*user, caller, "refresh_token_reused", "refused")
            );
            return std::nullopt;
        }
    }
    entered.session = *session;
    entered.where = choose(store::memberships_of(writer, System{}, user->id), session->tenant_id);
    return entered;
}

void Auth::rotate(store::Writer& writer, store::Session& session, Instant now) const {
    ++session.generation;
    session.last_used_at = now;
    session.expires_at = now + options_.session_life;
    const Secret next = make_refresh_token(refresh_key_, {session.id, session.generation});
    session.token_hash = hash_of_token(next.reveal());
    store::rotate_session(writer, System{}, session);
    Principal who;
    who.tenant_id = session.tenant_id;
    who.user_id = session.user_id;
    store::touch_member(writer, who);
}

}  // namespace parlance::auth
