#pragma once

#include "base/config.hpp"
#include "cli/cli.hpp"
#include "cli/settings.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"
#include "store/vault.hpp"

#include <memory>
#include <string>
#include <vector>

/// What an administrator does on the server's own machine: `parlance admin …`.
namespace parlance::cli {

using SharedSettings = std::shared_ptr<const Settings>;

[[nodiscard]] std::vector<Command> add_admin_store(CLI::App& admin, SharedSettings settings);
[[nodiscard]] std::vector<Command> add_admin_keys(CLI::App& admin, SharedSettings settings);
[[nodiscard]] std::vector<Command> add_admin_user(CLI::App& admin, SharedSettings settings);
[[nodiscard]] std::vector<Command> add_admin_api_key(CLI::App& admin, SharedSettings settings);
[[nodiscard]] std::vector<Command> add_admin_audit(CLI::App& admin, SharedSettings settings);
[[nodiscard]] std::vector<Command> add_admin_policy(CLI::App& admin, SharedSettings settings);
[[nodiscard]] std::vector<Command> add_admin_import(CLI::App& admin, SharedSettings settings);

/// The address of the store of this installation. Throws `Error` when there is no store yet.
[[nodiscard]] std::string store_url(const Config& config);

/// The store of an installation, brought up to date, and its vault. A running server may use it at
/// the same time.
struct AdminStore {
    explicit AdminStore(const Config& config);

    store::Database database;
    store::Vault vault;
    store::Ledger ledger;
};

}  // namespace parlance::cli
