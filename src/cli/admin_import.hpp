#pragma once

#include "auth/accounts.hpp"
#include "cli/admin_import_file.hpp"
#include "store/ledger.hpp"
#include "store/vault.hpp"

#include <string>
#include <vector>

namespace parlance::cli {

/// What an import did.
struct Imported {
    ImportCounts fresh;                  ///< brought now
    ImportCounts known;                  ///< here already, from an earlier run
    std::vector<auth::Account> invited;  ///< with the codes to choose a password
};

/// Brings everything into the tenant, in one transaction, and verifies the counts before it
/// commits. A second run of the same file changes nothing. `dry_run` does it all and undoes it.
/// Throws `Error`; then nothing has changed.
Imported import_into(
    store::Database& database,
    store::Vault& vault,
    store::Ledger& ledger,
    System,
    const std::string& tenant,
    const ImportFile& file,
    bool dry_run
);

}  // namespace parlance::cli
