#include "serve/operations/history_shapes.hpp"
#include "serve/operations/queries.hpp"
#include "serve/services.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

namespace parlance::serve {

namespace {

std::vector<LogPolicy> policies_of(const store::AuditEntry& entry) {
    std::vector<LogPolicy> all;
    for (const store::AppliedPolicy& each : entry.policies) {
        LogPolicy policy{.identity = each.identity};
        if (!each.id.empty()) policy.id = each.id;
        if (each.version != 0) policy.version = each.version;
        all.push_back(std::move(policy));
    }
    return all;
}

}  // namespace

LogItem log_item(const store::AuditEntry& entry) {
    return {
        entry.id,           entry.at,           entry.user_id,       entry.username,
        entry.api_key_id,   entry.door,         entry.action,        entry.outcome,
        entry.error_code,   entry.query_id,     entry.connection_id, entry.question,
        entry.sql,          entry.executed_sql, entry.tables,        entry.masked_columns,
        policies_of(entry), entry.cache_age_ms, entry.row_count,     entry.duration_ms,
        entry.request_id,   entry.node,         entry.sequence,
    };
}

namespace {

Task<LogPage> list_logs(Services& with, Call& call, LogRequest request) {
    store::AuditFilter filter;
    filter.page = {request.limit.value_or(store::page_default), request.before.value_or("")};
    filter.outcome = request.outcome.value_or("");
    filter.user_id = request.user_id.value_or("");
    filter.door = request.door.value_or("");
    filter.api_key_id = request.api_key_id.value_or("");
    filter.connection_id = request.connection_id.value_or("");
    filter.since = request.since;
    filter.until = request.until;
    filter.text = request.text.value_or("");
    const auto work = [&](store::Reader& reader) {
        return store::audit_log(reader, *with.ledger, call.who(), filter);
    };
    const auto found = co_await with.store->read(work);
    LogPage page;
    for (const store::AuditEntry& entry : found.items)
        page.items.push_back(log_item(entry));
    page.next = found.next;
    co_return page;
}

}  // namespace

std::vector<Operation> log_operations() {
    return {
        operation(
            {.path = "/api/v1/logs",
             .id = "list_logs",
             .summary = "Lists who did what in the tenant, newest first.",
             .tag = "logs",
             .access = Access::admin},
            &list_logs
        ),
    };
}

}  // namespace parlance::serve
