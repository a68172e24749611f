#include "auth/auth.hpp"
#include "auth/permissions.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"

namespace parlance::auth {

namespace {

constexpr std::chrono::hours invitation_life{24 * 7};
/// Lets secret scanners recognise a code that has leaked.
constexpr const char* code_prefix = "pli_";

void require_admin(const Principal& who) {
    if (who.may(Permission::admin)) return;
    throw Error(
        Failure::forbidden, "not_allowed", "Only administrators of the tenant may do this."
    );
}

void require_may_give(const Principal& who, const std::string& role) {
    if (permissions_of(role).empty()) {
        throw Error(Failure::invalid, "invalid_fields", "There is no such role.")
            .with_faults({{"/role", "Use owner, admin, analyst or viewer."}});
    }
    if (may_give(who.role, role)) return;
    throw Error(
        Failure::forbidden, "role_too_high", "Nobody can give or take a role above the own one."
    );
}

store::AuditEntry audit_of(const Caller& caller, const char* action, std::string about = {}) {
    store::AuditEntry entry{.door = caller.door, .action = action, .outcome = "done"};
    if (!about.empty()) entry.question = std::move(about);
    entry.request_id = caller.request_id;
    return entry;
}

}  // namespace

Task<void> Auth::logout(Principal who, Caller caller) {
    const auto work = [&](store::Writer& writer) {
        store::revoke_session(writer, System{}, who.session_id);
        store::append_audit(writer, ledger_, who, audit_of(caller, "logout"));
    };
    co_await store_.write(work);
    authenticator_.state().end_session(who.session_id);
}

Task<std::vector<store::Session>> Auth::sessions(Principal who) {
    const Instant now = options_.clock();
    const auto work = [&](store::Reader& reader) { return store::sessions(reader, who, now); };
    co_return co_await store_.read(work);
}

Task<void> Auth::end_session(Principal who, std::string session_id, Caller caller) {
    const auto work = [&](store::Writer& writer) {
        store::revoke_session(writer, who, session_id);
        store::append_audit(writer, ledger_, who, audit_of(caller, "session_ended", session_id));
    };
    co_await store_.write(work);
    authenticator_.state().end_session(session_id);
}

Task<Invited>
Auth::invite(Principal who, std::string role, std::optional<std::string> email, Caller caller) {
    require_admin(who);
    require_may_give(who, role);
    const Invited invited{code_prefix + random_token(24), role, options_.clock() + invitation_life};
    const store::NewInvitation invitation{
        .code_hash = hash_of_token(invited.code),
        .role = role,
        .email = email,
        .expires_at = invited.expires_at,
    };
    const auto work = [&](store::Writer& writer) {
        store::create_invitation(writer, who, invitation);
        store::append_audit(writer, ledger_, who, audit_of(caller, "invited", role));
    };
    co_await store_.write(work);
    co_return invited;
}

Task<std::vector<store::Member>> Auth::members(Principal who) {
    require_admin(who);
    const auto work = [&](store::Reader& reader) { return store::members(reader, who); };
    co_return co_await store_.read(work);
}

Task<store::Member>
Auth::set_role(Principal who, std::string user_id, std::string role, Caller caller) {
    require_admin(who);
    require_may_give(who, role);
    std::int64_t version = 0;
    const auto work = [&](store::Writer& writer) {
        require_may_give(who, store::member(writer, who, user_id).role);
        version = store::set_role(writer, who, user_id, role);
        store::append_audit(
            writer, ledger_, who, audit_of(caller, "role_changed", user_id + ": " + role)
        );
        return store::member(writer, who, user_id);
    };
    const store::Member changed = co_await store_.write(work);
    authenticator_.state().put_member(who.tenant_id, user_id, role, version);
    co_return changed;
}

Task<void> Auth::remove_member(Principal who, std::string user_id, Caller caller) {
    require_admin(who);
    const auto work = [&](store::Writer& writer) {
        require_may_give(who, store::member(writer, who, user_id).role);
        store::remove_member(writer, who, user_id);
        store::append_audit(writer, ledger_, who, audit_of(caller, "member_removed", user_id));
    };
    co_await store_.write(work);
    authenticator_.state().remove_member(who.tenant_id, user_id);
}

}  // namespace parlance::auth
