#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"

#include <cstdint>

namespace parlance::store {

/// Seals what versions before migration 0002 wrote in clear, moves it to where it now belongs, and
/// deletes the clear text; the audit of that time becomes the beginning of its tenant's chain. Goes
/// on where it stood when it was stopped. Returns how many rows it moved. Blocks.
std::int64_t seal_earlier_rows(Database& database, Ledger& ledger, System);

}  // namespace parlance::store
