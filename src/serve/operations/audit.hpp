#pragma once

#include "serve/operation.hpp"
#include "store/audit_chain.hpp"

#include <string>
#include <vector>

namespace parlance::serve {

/// Verifying and exporting the audit, and what it tells of use.
[[nodiscard]] std::vector<Operation> audit_operations();

/// A line of an export: the entry in clear, as the API tells it, and what its hash was made from.
[[nodiscard]] std::string
exported_line(store::Reader& reader, store::Ledger& ledger, store::AuditRecord record);

}  // namespace parlance::serve
