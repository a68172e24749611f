#include "serve/operations/history.hpp"

#include "ask/running.hpp"
#include "serve/operations/history_shapes.hpp"
#include "serve/operations/queries.hpp"
#include "serve/services.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>

namespace parlance::serve {

namespace {

void fill(HistoryItem& item, const store::HistoryEntry& entry) {
    item.id = entry.id;
    boost::describe::enum_from_string(entry.kind.c_str(), item.kind);
    item.connection_id = entry.connection_id;
    item.conversation_id = entry.conversation_id;
    item.question = entry.question;
    if (entry.without && !entry.without->empty()) item.without = entry.without;
    item.sql = entry.sql;
    boost::describe::enum_from_string(entry.outcome.c_str(), item.outcome);
    item.error_code = entry.error_code;
    item.row_count = entry.row_count;
    item.truncated = entry.truncated;
    item.confidence = entry.confidence;
    item.duration_ms = entry.duration_ms;
    item.created_at = entry.created_at;
}

}  // namespace

HistoryItem history_item(const store::HistoryEntry& entry) {
    HistoryItem item;
    fill(item, entry);
    return item;
}

void fill_detail(HistoryDetail& detail, const store::HistoryEntry& entry) {
    fill(detail, entry);
    detail.explanation = entry.explanation;
    if (entry.chart) detail.chart = json::Raw{*entry.chart};
}

namespace {

Task<HistoryPage> list_history(Services& with, Call& call, HistoryRequest request) {
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        return store::history(reader, *with.ledger, call.who(), page, request.text.value_or(""));
    };
    const auto found = co_await with.store->read(work);
    HistoryPage page;
    for (const store::HistoryEntry& entry : found.items)
        page.items.push_back(history_item(entry));
    page.next = found.next;
    co_return page;
}

Task<HistoryDetail> get_query(Services& with, Call& call, QueryId request) {
    const auto work = [&](store::Reader& reader) {
        return store::query(reader, *with.ledger, call.who(), request.query_id);
    };
    const store::HistoryEntry entry = co_await with.store->read(work);
    HistoryDetail detail;
    fill_detail(detail, entry);
    co_return detail;
}

/// Answers the same for a query that ended, one that never was and one of somebody else.
Task<CancelShape> cancel_query(Services& with, Call& call, QueryId request) {
    co_return CancelShape{with.running->cancel(call.who(), request.query_id)};
}

}  // namespace

std::vector<Operation> history_operations() {
    return {
        operation(
            {.path = "/api/v1/queries/history",
             .id = "list_history",
             .summary = "Lists your own queries, newest first.",
             .tag = "queries",
             .access = Access::read},
            &list_history
        ),
        operation(
            {.path = "/api/v1/queries/{query_id}",
             .id = "get_query",
             .summary = "Shows one of your own queries.",
             .tag = "queries",
             .access = Access::read},
            &get_query
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/{query_id}/cancel",
             .id = "cancel_query",
             .summary = "Stops a query of yours that runs.",
             .tag = "queries",
             .access = Access::read,
             .status = 202},
            &cancel_query
        ),
    };
}

}  // namespace parlance::serve
