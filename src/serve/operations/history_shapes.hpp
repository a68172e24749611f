#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlance::store {
struct AuditEntry;
struct HistoryEntry;
}  // namespace parlance::store

/// What the operations on past queries and on the log take and give.
namespace parlance::serve {

enum class QueryKind : std::uint8_t {
    ask,  ///< a question
    sql,  ///< a statement, or rows of a table
};
BOOST_DESCRIBE_ENUM(QueryKind, ask, sql)

enum class QueryOutcome : std::uint8_t { answered, clarify, unanswerable, failed, cancelled };
BOOST_DESCRIBE_ENUM(QueryOutcome, answered, clarify, unanswerable, failed, cancelled)

struct HistoryItem {
    std::string id;
    QueryKind kind = QueryKind::ask;
    std::string connection_id;
    std::optional<std::string> conversation_id;
    std::optional<std::string> question;
    std::optional<std::vector<std::string>> without;
    std::optional<std::string> sql;
    QueryOutcome outcome = QueryOutcome::failed;
    std::optional<std::string> error_code;
    std::optional<std::int64_t> row_count;
    std::optional<bool> truncated;
    std::optional<double> confidence;
    double duration_ms = 0;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    HistoryItem,
    (),
    (id,
     kind,
     connection_id,
     conversation_id,
     question,
     without,
     sql,
     outcome,
     error_code,
     row_count,
     truncated,
     confidence,
     duration_ms,
     created_at)
)

constexpr auto notes(const HistoryItem*) {
    return std::array{json::note("without", "Assumptions that were not to be made.")};
}

[[nodiscard]] HistoryItem history_item(const store::HistoryEntry& entry);

/// An entry of history with what was told then.
struct HistoryDetail : HistoryItem {
    std::optional<std::string> explanation;
    std::optional<json::Raw> chart;
};
BOOST_DESCRIBE_STRUCT(HistoryDetail, (HistoryItem), (explanation, chart))

struct HistoryPage {
    std::vector<HistoryItem> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(HistoryPage, (), (items, next))
constexpr auto notes(const HistoryPage*) {
    return std::array{json::note("next", "`before` of the next page; null at the end.").nullable()};
}

struct HistoryRequest {
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(HistoryRequest, (), (limit, before, text))
constexpr auto notes(const HistoryRequest*) {
    return std::array{
        json::note("limit", "Entries at the most; 50 without it.").between(1, 200),
        json::note("before", "`next` of the page in front.").length(1, 512),
        json::note("text", "Only entries whose question or SQL has this text.").length(1, 512),
    };
}

struct QueryId {
    std::string query_id;
};
BOOST_DESCRIBE_STRUCT(QueryId, (), (query_id))

struct CancelShape {
    bool cancelled = false;
};
BOOST_DESCRIBE_STRUCT(CancelShape, (), (cancelled))
constexpr auto notes(const CancelShape*) {
    return std::array{json::note("cancelled", "False when it had ended already, or never ran here.")
    };
}

struct LogRequest {
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
    std::optional<std::string> outcome;
    std::optional<std::string> user_id;
    std::optional<std::string> door;
    std::optional<std::string> api_key_id;
    std::optional<std::string> connection_id;
    std::optional<Instant> since;
    std::optional<Instant> until;
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(
    LogRequest,
    (),
    (limit, before, outcome, user_id, door, api_key_id, connection_id, since, until, text)
)
constexpr auto notes(const LogRequest*) {
    return std::array{
        json::note("limit", "Entries at the most; 50 without it.").between(1, 200),
        json::note("before", "`next` of the page in front.").length(1, 512),
        json::note("outcome", "Only entries that ended so.").length(1, 64),
        json::note("user_id", "Only this person's entries.").length(1, 64),
        json::note(
            "door",
            "Only entries that came through this door: http, mcp, cli, share, schedule or catalog."
        )
            .length(1, 16),
        json::note("api_key_id", "Only entries that came with this API key.").length(1, 64),
        json::note("connection_id", "Only entries about this source.").length(1, 64),
        json::note("since", "Only entries from this moment on."),
        json::note("until", "Only entries before this moment."),
        json::note("text", "Only entries whose question, SQL or action has this text.")
            .length(1, 512),
    };
}

struct LogPolicy {
    std::optional<std::string> id;
    std::optional<std::int64_t> version;
    std::string identity;
};
BOOST_DESCRIBE_STRUCT(LogPolicy, (), (id, version, identity))

struct LogItem {
    std::string id;
    Instant at;
    std::optional<std::string> user_id;
    std::optional<std::string> username;
    std::optional<std::string> api_key_id;
    std::string door;
    std::string action;
    std::string outcome;
    std::optional<std::string> error_code;
    std::optional<std::string> query_id;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> executed_sql;
    std::vector<std::string> tables;
    std::vector<std::string> masked_columns;
    std::vector<LogPolicy> policies;
    std::optional<std::int64_t> cache_age_ms;
    std::optional<std::int64_t> row_count;
    std::optional<double> duration_ms;
    std::string request_id;
    std::string node;
    std::int64_t sequence = 0;
};
BOOST_DESCRIBE_STRUCT(
    LogItem,
    (),
    (id,
     at,
     user_id,
     username,
     api_key_id,
     door,
     action,
     outcome,
     error_code,
     query_id,
     connection_id,
     question,
     sql,
     executed_sql,
     tables,
     masked_columns,
     policies,
     cache_age_ms,
     row_count,
     duration_ms,
     request_id,
     node,
     sequence)
)
constexpr auto notes(const LogItem*) {
    return std::array{
        json::note("api_key_id", "The API key that it came with; none: a session, or no request."),
        json::note("masked_columns", "Columns that were masked and that the result is made from."),
        json::note("policies", "The policies that decided what the person saw."),
        json::note("cache_age_ms", "The rows were remembered ones of this age."),
        json::note("node", "The segment of the audit's chain that the entry stands in."),
        json::note("sequence", "Its place in the segment, from 1."),
    };
}

/// An entry of the audit as the API tells it.
[[nodiscard]] LogItem log_item(const store::AuditEntry& entry);

struct LogPage {
    std::vector<LogItem> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LogPage, (), (items, next))
constexpr auto notes(const LogPage*) {
    return std::array{json::note("next", "`before` of the next page; null at the end.").nullable()};
}

}  // namespace parlance::serve
