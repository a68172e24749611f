#pragma once

#include "base/principal.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::store {

/// A numbered step of the tables' history. Never edited once it has been released: a later step
/// mends an earlier one.
struct Migration {
    std::string name;  ///< such as `0001_initial`
    std::string sql;
};

/// The files of `src/store/migrations`, in order, as they stand in this binary.
[[nodiscard]] const std::vector<Migration>& embedded_migrations();

struct MigrationState {
    std::string name;
    std::string checksum;               ///< SHA-256 of the text, hexadecimal
    std::optional<Instant> applied_at;  ///< nothing: still to come
};

/// What has been applied and what has not.
[[nodiscard]] std::vector<MigrationState> migration_status(
    Database& database,
    System,
    const std::vector<Migration>& known = embedded_migrations()
);

/// Applies what is missing, all of it or nothing, while no other process does the same. Returns the
/// names of what it applied. Throws `Error` when an applied step has changed since, or when the
/// store is newer than this binary.
std::vector<std::string>
migrate(Database& database, System, const std::vector<Migration>& known = embedded_migrations());

}  // namespace parlance::store
