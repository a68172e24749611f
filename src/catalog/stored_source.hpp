#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "base/schema.hpp"
#include "base/task.hpp"
#include "connectors/connection.hpp"
#include "connectors/source.hpp"
#include "store/catalogs.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"

#include <memory>
#include <optional>
#include <string>

/// What the store knows of sources, in the words of the connectors.
namespace parlance::catalog {

/// The connection with its password out of the vault. Throws `Error` (not_found,
/// `connection_not_found`).
Task<connectors::Connection> stored_connection(
    store::Store& store,
    store::Vault& vault,
    Principal who,
    std::string connection_id
);

/// The id of the tenant's default connection. Throws `Error` (not_found, `no_connection`).
Task<std::string> stored_default(store::Store& store, Principal who);

struct KnownSchema {
    std::shared_ptr<const Schema> schema;
    Instant refreshed_at;
};

/// The schema as it was last seen.
Task<std::optional<KnownSchema>>
stored_schema(store::Store& store, Principal who, std::string connection_id);

/// The schema as the store keeps it, looked at now.
[[nodiscard]] store::StoredCatalog stored_form(const Schema& schema);

/// Reads the schema from the source and keeps it in the store.
Task<std::shared_ptr<const Schema>>
look(store::Store& store, Principal who, std::string connection_id, connectors::Source& source);

}  // namespace parlance::catalog
