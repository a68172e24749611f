#pragma once

#include "auth/api_keys.hpp"

#include <string>
#include <vector>

/// Keys that an administrator of the machine makes or ends, without a server. A running one notices
/// within seconds.
namespace parlance::auth {

/// In the name of a member of the tenant (name or id), who may do at least as much. Throws `Error`:
/// what `prepare_api_key` throws, `tenant_not_found`, `member_not_found`.
MadeApiKey add_api_key(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const std::string& tenant,
    const std::string& username,
    const NewApiKey& wanted
);

/// All of the tenant, newest first.
[[nodiscard]] std::vector<store::ApiKey>
tenant_api_keys(store::Database& database, System, const std::string& tenant);

/// Throws `Error` (not_found) when the tenant has no such key.
store::ApiKey end_api_key(
    store::Database& database,
    store::Ledger& ledger,
    System,
    const std::string& tenant,
    const std::string& id
);

}  // namespace parlance::auth
