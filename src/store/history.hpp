#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// A question or a query that somebody ran, and what became of it. Rows are not kept; texts are
/// sealed.
struct HistoryEntry {
    std::string id;  ///< of the query; `new_id()`
    std::optional<std::string> conversation_id;
    std::string connection_id;
    std::string kind;  ///< ask or sql
    std::optional<std::string> question;
    std::optional<std::vector<std::string>> without;  ///< what was not to be assumed
    std::optional<std::string> sql;
    std::optional<std::string> portable_sql;  ///< `sql` in the dialect that every source takes
    std::optional<std::string> executed_sql;  ///< as the guard rewrote it
    std::string outcome;  ///< answered, clarify, unanswerable, failed or cancelled
    std::optional<std::string> error_code;
    std::optional<std::int64_t> row_count;
    std::optional<bool> truncated;
    std::optional<double> confidence;
    double duration_ms = 0;
    std::optional<std::string> explanation;
    std::optional<std::string> chart;  ///< JSON
    /// Of a question in a thread: what was told beside its rows, as JSON.
    std::optional<std::string> told;
    /// The query that it followed: what had been asked between them was undone.
    std::optional<std::string> after;
    std::string door = "http";
    std::string request_id;
    Instant created_at;
};

/// Closes the open question of a thread as well. Meant for `Store::write_later`: the last second
/// may be lost when the machine fails.
void record_query(Writer& writer, Ledger& ledger, const Principal& who, const HistoryEntry& entry);
/// The own queries, newest first; `text` stands somewhere in the question or the SQL, and a page of
/// such may be short and have a `next` all the same (`search_pages`).
[[nodiscard]] Page<HistoryEntry> history(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const PageRequest& page,
    std::string_view text = {}
);
/// One of the own queries; throws `Error` (not_found, `query_not_found`).
[[nodiscard]] HistoryEntry
query(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id);
/// Keeps another chart with one of the own queries, or none; throws as `query`.
void set_chart(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const std::optional<std::string>& chart
);
/// The own queries of a conversation, oldest first, up to the last twenty.
[[nodiscard]] std::vector<HistoryEntry> conversation(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view conversation_id
);
/// The own queries of a conversation, newest first.
[[nodiscard]] Page<HistoryEntry> conversation_page(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view conversation_id,
    const PageRequest& page
);

}  // namespace parlance::store
