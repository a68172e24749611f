#pragma once

#include "base/principal.hpp"
#include "store/history.hpp"
#include "store/ledger.hpp"

#include <string_view>

/// Answers whose question and SQL their owner lets other members of the tenant ask for themselves.
/// Nobody else's rows are in it: there are none to share.
namespace parlance::store {

/// Shares one of the own queries; again is fine. Throws `Error` (not_found, `query_not_found`).
void share_query(Writer& writer, Ledger& ledger, const Principal& who, std::string_view query_id);
/// Ends it; it need not be shared.
void unshare_query(Writer& writer, const Principal& who, std::string_view query_id);
[[nodiscard]] bool is_shared(Reader& reader, const Principal& who, std::string_view query_id);
/// A query of one's own, or one that a member of the tenant shares. Throws `Error` (not_found,
/// `query_not_found`), the same for what is not shared.
[[nodiscard]] HistoryEntry own_or_shared_query(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view query_id
);
[[nodiscard]] bool is_own_query(Reader& reader, const Principal& who, std::string_view query_id);

}  // namespace parlance::store
