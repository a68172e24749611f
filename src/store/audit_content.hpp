#pragma once

#include "store/audit.hpp"
#include "store/audit_chain.hpp"

#include <string>

/// Between an entry in clear and the record that is stored.
namespace parlance::store {

/// The record of an entry, not yet in a chain.
[[nodiscard]] AuditRecord
sealed_record(Writer& writer, Ledger& ledger, std::string_view tenant_id, const AuditEntry& entry);

/// The entry of a record. Throws `Error` (internal, `vault_refused`) when it does not open.
[[nodiscard]] AuditEntry opened_entry(Reader& reader, Ledger& ledger, const AuditRecord& record);

}  // namespace parlance::store
