#pragma once

#include "store/history.hpp"

/// Between a stored row and the entry in clear; for what reads the history in other ways.
namespace parlance::store {

/// Rows of the tenant `:tenant`; conditions may follow.
inline constexpr std::string_view history_columns =
    "SELECT id, conversation_id, connection_id, kind, outcome, error_code, row_count, truncated, "
    "confidence, duration_ms, door, request_id, created_at, sealed FROM query_history "
    "WHERE tenant_id = :tenant ";

/// The entry of a row. Throws `Error` (internal, `vault_refused`) when it does not open.
[[nodiscard]] HistoryEntry
opened_entry(Reader& reader, Ledger& ledger, const Principal& who, const Row& row);

}  // namespace parlance::store
