#include "auth/auth.hpp"
#include "store/tenant_deletion.hpp"

namespace parlance::auth {

namespace {

/// Who has no password shows by a sign-in of this age that it is them.
constexpr std::chrono::minutes fresh_for{5};

void require_owner(const Principal& who) {
    if (who.may(Permission::owner)) return;
    throw Error(Failure::forbidden, "not_allowed", "Only an owner of the team may delete it.");
}

[[noreturn]] void wrong(const char* pointer, const char* sentence) {
    throw Error(Failure::invalid, "invalid_fields", "The team is not deleted.")
        .with_faults({{pointer, sentence}});
}

[[noreturn]] void stale() {
    throw Error(
        Failure::forbidden,
        "sign_in_again",
        "You have no password here. Sign out, sign in again, and delete the team within five "
        "minutes."
    );
}

store::AuditEntry refusal_of(const Caller& caller) {
    store::AuditEntry entry{.door = caller.door, .action = "tenant_deleted", .outcome = "refused"};
    entry.request_id = caller.request_id;
    return entry;
}

/// All that stays: that there was one, and when it went.
store::AuditEntry last_line(const Caller& caller, const std::string& tenant_id) {
    store::AuditEntry entry{.door = caller.door, .action = "tenant_deleted", .outcome = "done"};
    entry.question = tenant_id;
    entry.request_id = caller.request_id;
    return entry;
}

}  // namespace

/// A session that was left open must not be enough.
Task<void> Auth::prove_oneself(Principal who, std::optional<Secret> password, Caller caller) {
    const auto find = [&](store::Reader& reader) {
        return std::pair{
            store::user(reader, who), store::session(reader, System{}, who.session_id)
        };
    };
    const auto [user, session] = co_await store_.read(find);
    if (!user.password_hash) {
        if (!session || options_.clock() - session->created_at > fresh_for) stale();
        co_return;
    }
    if (!password) wrong("/password", "is required");
    const std::string name = store::lower(user.username);
    by_account_.take(name);
    const PasswordHasher::Verdict verdict =
        co_await hasher_.check(user.password_hash, std::move(*password));
    if (!verdict.right) {
        const auto note = [&](store::Writer& writer) {
            store::append_audit(writer, ledger_, who, refusal_of(caller));
        };
        co_await store_.write(note);
        wrong("/password", "is not right");
    }
    by_account_.reset(name);
}

Task<void> Auth::delete_tenant(
    Principal who,
    std::string name,
    std::optional<Secret> password,
    Caller caller
) {
    require_owner(who);
    require_in_person(who);
    co_await prove_oneself(who, std::move(password), caller);
    const auto work = [&](store::Writer& writer) {
        if (store::tenant(writer, who).name != name) wrong("/name", "is not the name of the team");
        std::vector<std::string> members = store::delete_tenant(writer, who);
        store::append_audit(writer, ledger_, System{}, "", last_line(caller, who.tenant_id));
        return members;
    };
    const std::vector<std::string> members = co_await store_.write(work);
    // API keys go with their people.
    for (const std::string& user_id : members)
        authenticator_.state().remove_member(who.tenant_id, user_id);
    ledger_.forget(who.tenant_id);
}

}  // namespace parlance::auth
