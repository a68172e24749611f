#include "auth/key_accounts.hpp"

#include "auth/permissions.hpp"
#include "store/audit.hpp"
#include "store/members.hpp"
#include "store/tenants.hpp"

#include <algorithm>

namespace parlance::auth {

namespace {

const Caller this_machine{.door = "cli"};

/// Stands for the tenant where the store wants to know whose rows are meant.
Principal tenant_itself(store::Reader& reader, const std::string& tenant) {
    Principal who;
    who.tenant_id = store::tenant(reader, System{}, tenant).id;
    return who;
}

Principal
principal_of(store::Reader& reader, const std::string& tenant, const std::string& username) {
    Principal who = tenant_itself(reader, tenant);
    const store::Member member = store::member_named(reader, who, username);
    who.user_id = member.user_id;
    who.username = member.username;
    who.role = member.role;
    who.permissions = permissions_of(who.role);
    return who;
}

}  // namespace

MadeApiKey add_api_key(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const std::string& tenant,
    const std::string& username,
    const NewApiKey& wanted
) {
    return database.write([&](store::Writer& writer) {
        const Principal who = principal_of(writer, tenant, username);
        MadeApiKey made = prepare_api_key(who, wanted, system_now());
        keep_api_key(writer, ledger, who, made, this_machine);
        return made;
    });
}

std::vector<store::ApiKey>
tenant_api_keys(store::Database& database, System, const std::string& tenant) {
    return database.read([&](store::Reader& reader) {
        const Principal who = tenant_itself(reader, tenant);
        return store::api_keys(reader, who, store::KeysOf::tenant);
    });
}

store::ApiKey end_api_key(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const std::string& tenant,
    const std::string& id
) {
    return database.write([&](store::Writer& writer) {
        const Principal who = tenant_itself(writer, tenant);
        store::ApiKey key = store::revoke_api_key(writer, who, id, store::KeysOf::tenant);
        store::AuditEntry entry{.door = "cli", .action = "api_key_revoked", .outcome = "done"};
        entry.question = id + " of " + key.username + ": " + key.name;
        store::append_audit(writer, ledger, System{}, who.tenant_id, entry);
        return key;
    });
}

}  // namespace parlance::auth
