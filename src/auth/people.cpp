#include "auth/auth.hpp"
#include "auth/permissions.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"
#include "base/json.hpp"

namespace parlance::auth {

namespace {

constexpr std::chrono::days invitation_life{7};
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
    if (may_give(who, role)) return;
    throw Error(
        Failure::forbidden, "role_too_high", "Nobody can give or take a role above the own one."
    );
}

[[noreturn]] void disables_oneself() {
    throw Error(
        Failure::conflict, "own_account", "Nobody can switch off the own account. Ask another one."
    );
}

std::string made_code() {
    return code_prefix + random_token(24);
}

constexpr std::size_t attributes_max = 50;
constexpr std::size_t attribute_name_max = 63;
constexpr std::size_t attribute_bytes_max = 512;

bool is_attribute_name(std::string_view name) {
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_';
    };
    const bool begins = !name.empty() && (name.front() < '0' || name.front() > '9');
    return begins && name.size() <= attribute_name_max && std::ranges::all_of(name, fits);
}

void require_sound(const store::Attributes& attributes) {
    std::vector<Fault> faults;
    if (attributes.size() > attributes_max)
        faults.push_back({"/attributes", "Give a person fifty attributes at the most."});
    for (const auto& [name, value] : attributes) {
        if (!is_attribute_name(name))
            faults.push_back({"/attributes", "Names are a-z, 0-9 and _, and begin with no digit."});
        if (value.size() > attribute_bytes_max)
            faults.push_back({"/attributes/" + name, "A value has 512 bytes at the most."});
    }
    if (faults.empty()) return;
    throw Error(Failure::invalid, "invalid_fields", "The attributes cannot be kept.")
        .with_faults(std::move(faults));
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
    require_in_person(who);
    co_await store_.write(work);
    authenticator_.state().end_session(session_id);
}

Task<Invited> Auth::invite(Principal who, NewInvite wanted, Caller caller) {
    require_admin(who);
    require_in_person(who);
    require_may_give(who, wanted.role);
    Invited invited{"", made_code(), wanted.role, options_.clock() + wanted.life};
    const store::NewInvitation invitation{
        .code_hash = hash_of_token(invited.code),
        .role = wanted.role,
        .email = wanted.email,
        .expires_at = invited.expires_at,
    };
    const auto work = [&](store::Writer& writer) {
        invited.id = store::create_invitation(writer, who, invitation);
        store::append_audit(writer, ledger_, who, audit_of(caller, "invited", wanted.role));
    };
    co_await store_.write(work);
    co_return invited;
}

Task<std::vector<store::InvitationRow>> Auth::invitations(Principal who) {
    require_admin(who);
    const auto work = [&](store::Reader& reader) { return store::invitations(reader, who); };
    co_return co_await store_.read(work);
}

Task<void> Auth::revoke_invitation(Principal who, std::string id, Caller caller) {
    require_admin(who);
    require_in_person(who);
    const auto work = [&](store::Writer& writer) {
        require_may_give(who, store::invitation(writer, who, id).role);
        store::revoke_invitation(writer, who, id);
        store::append_audit(writer, ledger_, who, audit_of(caller, "invitation_revoked", id));
    };
    co_await store_.write(work);
}

Task<Invited> Auth::renew_invitation(Principal who, std::string id, Caller caller) {
    require_admin(who);
    require_in_person(who);
    Invited invited{id, made_code(), "", options_.clock() + invitation_life};
    const auto work = [&](store::Writer& writer) {
        invited.role = store::invitation(writer, who, id).role;
        require_may_give(who, invited.role);
        const std::string hash = hash_of_token(invited.code);
        store::renew_invitation(writer, who, id, hash, invited.expires_at);
        store::append_audit(writer, ledger_, who, audit_of(caller, "invitation_renewed", id));
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
Auth::change_member(Principal who, std::string user_id, MemberChange change, Caller caller) {
    require_admin(who);
    require_in_person(who);
    if (change.role) require_may_give(who, *change.role);
    if (change.attributes) require_sound(*change.attributes);
    const auto work = [&](store::Writer& writer) {
        require_may_give(who, store::member(writer, who, user_id).role);
        if (change.role) {
            store::set_role(writer, who, user_id, *change.role);
            const std::string about = user_id + ": " + *change.role;
            store::append_audit(writer, ledger_, who, audit_of(caller, "role_changed", about));
        }
        if (change.attributes) {
            store::set_attributes(writer, who, user_id, *change.attributes);
            const std::string about = user_id + ": " + json::to_text(*change.attributes);
            store::append_audit(
                writer, ledger_, who, audit_of(caller, "attributes_changed", about)
            );
        }
        if (change.disabled) {
            if (*change.disabled && user_id == who.user_id) disables_oneself();
            *change.disabled ? store::disable_member(writer, who, user_id)
                             : store::enable_member(writer, who, user_id);
            const char* action = *change.disabled ? "member_disabled" : "member_enabled";
            store::append_audit(writer, ledger_, who, audit_of(caller, action, user_id));
        }
        return std::pair{
            store::member(writer, who, user_id), store::membership(writer, who, user_id)
        };
    };
    const auto [changed, now] = co_await store_.write(work);
    authenticator_.state().put_member(now);
    if (now.disabled) authenticator_.state().end_sessions_of(who.tenant_id, user_id);
    co_return changed;
}

Task<store::Member>
Auth::set_role(Principal who, std::string user_id, std::string role, Caller caller) {
    MemberChange change{.role = std::move(role)};
    co_return co_await change_member(
        std::move(who), std::move(user_id), std::move(change), std::move(caller)
    );
}

Task<void> Auth::remove_member(Principal who, std::string user_id, Caller caller) {
    require_admin(who);
    require_in_person(who);
    const auto work = [&](store::Writer& writer) {
        require_may_give(who, store::member(writer, who, user_id).role);
        store::remove_member(writer, who, user_id);
        store::append_audit(writer, ledger_, who, audit_of(caller, "member_removed", user_id));
    };
    co_await store_.write(work);
    authenticator_.state().remove_member(who.tenant_id, user_id);
}

}  // namespace parlance::auth
