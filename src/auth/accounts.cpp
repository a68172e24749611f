#include "auth/accounts.hpp"

#include "auth/fields.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"
#include "store/audit.hpp"
#include "store/invitations.hpp"
#include "store/members.hpp"
#include "store/sessions.hpp"
#include "store/tenants.hpp"
#include "store/users.hpp"

namespace parlance::auth {

namespace {

constexpr std::chrono::hours code_life{24 * 7};

PasswordCode make_code(
    store::Writer& writer,
    const std::string& tenant_id,
    const std::string& user_id,
    const std::string& role
) {
    PasswordCode made{"pli_" + random_token(24), system_now() + code_life};
    const store::NewInvitation invitation{
        .code_hash = hash_of_token(made.code),
        .role = role,
        .user_id = user_id,
        .expires_at = made.expires_at,
    };
    store::create_invitation(writer, System{}, tenant_id, invitation);
    return made;
}

std::optional<std::string> hashed(const std::optional<Secret>& password, PasswordCost cost) {
    if (!password) return std::nullopt;
    return hash_password(password->reveal(), cost);
}

store::User make_user(store::Writer& writer, const store::NewUser& user) {
    if (store::user_by_name(writer, System{}, user.username))
        throw Error(Failure::conflict, "username_taken", "This username is taken.");
    if (user.email && store::user_by_email(writer, System{}, *user.email))
        throw Error(Failure::conflict, "email_taken", "This address belongs to an account.");
    return store::create_user(writer, System{}, user);
}

void audit(
    store::Writer& writer,
    store::Ledger& ledger,
    const std::string& tenant_id,
    const char* action,
    const std::string& username
) {
    store::AuditEntry entry{.door = "cli", .action = action, .outcome = "done"};
    entry.username = username;
    store::append_audit(writer, ledger, System{}, tenant_id, entry);
}

}  // namespace

Account add_account(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const NewAccount& wanted,
    const PasswordRules& rules,
    PasswordCost cost
) {
    const Secret* const password = wanted.password ? &*wanted.password : nullptr;
    check_fields({wanted.username, wanted.email, std::nullopt, password}, rules);
    const std::optional<std::string> hash = hashed(wanted.password, cost);
    return database.write([&](store::Writer& writer) {
        const std::string tenant_id = store::tenant(writer, System{}, wanted.tenant).id;
        if (!hash) return invite_account(writer, ledger, System{}, tenant_id, wanted);
        const store::User user = make_user(writer, {wanted.username, wanted.email, hash});
        store::add_member(writer, System{}, tenant_id, user.id, wanted.role);
        audit(writer, ledger, tenant_id, "user_added", user.username);
        return Account{user.id, user.username, std::nullopt};
    });
}

Account invite_account(
    store::Writer& writer,
    store::Ledger& ledger,
    System,
    const std::string& tenant_id,
    const NewAccount& wanted
) {
    const store::User user = make_user(writer, {wanted.username, wanted.email, std::nullopt});
    store::add_member(writer, System{}, tenant_id, user.id, wanted.role);
    audit(writer, ledger, tenant_id, "user_added", user.username);
    return {user.id, user.username, make_code(writer, tenant_id, user.id, wanted.role)};
}

Account reset_password(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const std::string& username,
    const std::optional<Secret>& password,
    const PasswordRules& rules,
    PasswordCost cost
) {
    if (password) check_fields({username, std::nullopt, std::nullopt, &*password}, rules);
    const std::optional<std::string> hash = hashed(password, cost);
    return database.write([&](store::Writer& writer) {
        const auto user = store::user_by_name(writer, System{}, username);
        if (!user) store::throw_not_found("user");
        const auto belongs_to = store::memberships_of(writer, System{}, user->id);
        if (belongs_to.empty()) store::throw_not_found("membership");
        store::revoke_sessions_of(writer, System{}, user->id);
        for (const store::Membership& each : belongs_to)
            audit(writer, ledger, each.tenant_id, "password_reset", user->username);
        Account account{user->id, user->username, std::nullopt};
        if (hash) {
            store::set_password(writer, System{}, user->id, *hash);
        } else {
            store::clear_password(writer, System{}, user->id);
            const store::Membership& first = belongs_to.front();
            account.code = make_code(writer, first.tenant_id, user->id, first.role);
        }
        return account;
    });
}

}  // namespace parlance::auth
