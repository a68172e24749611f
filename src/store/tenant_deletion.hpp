#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <string>
#include <vector>

namespace parlance::store {

/// The tables that hold rows of tenants: as the schema says, every one with a column `tenant_id`.
[[nodiscard]] std::vector<std::string> tenant_tables(Reader& reader, System);

/// Deletes the tenant of `who` with every row that it has in any table, its keys first, so that no
/// copy of what was sealed under them opens again; and the accounts of those who belong to no other
/// tenant. Returns who belonged to it, by user id. Throws `Error` (not_found, `tenant_not_found`).
std::vector<std::string> delete_tenant(Writer& writer, const Principal& who);

/// Tenants that are deleted and whose folders are still to be removed, by id.
[[nodiscard]] std::vector<std::string> folders_to_remove(Reader& reader, System);
/// To be called when the folder of a deleted tenant is gone.
void note_folder_removed(Writer& writer, System, std::string_view tenant_id);

/// Throws `Error` (not_found, `tenant_not_found`) for a tenant that is gone; the installation,
/// which has an empty id, is always there.
void require_tenant(Reader& reader, System, std::string_view tenant_id);

}  // namespace parlance::store
