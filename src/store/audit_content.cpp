#include "store/audit_content.hpp"

#include "base/json.hpp"
#include "base/shape.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "audit";

/// What is sealed. Its JSON is kept for years: members may be added and never change.
struct Content {
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> executed_sql;
    std::optional<std::vector<std::string>> tables;
    std::optional<std::vector<std::string>> masked_columns;
    std::optional<std::vector<AppliedPolicy>> policies;
    std::optional<std::int64_t> cache_age_ms;
};
BOOST_DESCRIBE_STRUCT(
    Content,
    (),
    (question, sql, executed_sql, tables, masked_columns, policies, cache_age_ms)
)

template <class T>
std::optional<std::vector<T>> unless_empty(const std::vector<T>& all) {
    if (all.empty()) return std::nullopt;
    return all;
}

template <class T>
std::vector<T> or_none(std::optional<std::vector<T>> all) {
    return all ? std::move(*all) : std::vector<T>{};
}

std::string text_of(const AuditEntry& entry) {
    return json::to_text(Content{
        entry.question,
        entry.sql,
        entry.executed_sql,
        unless_empty(entry.tables),
        unless_empty(entry.masked_columns),
        unless_empty(entry.policies),
        entry.cache_age_ms,
    });
}

}  // namespace

AuditRecord
sealed_record(Writer& writer, Ledger& ledger, std::string_view tenant_id, const AuditEntry& entry) {
    AuditRecord record{
        .id = entry.id,
        .tenant_id = std::string(tenant_id),
        .at = entry.at,
        .user_id = entry.user_id,
        .username = entry.username,
        .api_key_id = entry.api_key_id,
        .door = entry.door,
        .action = entry.action,
        .outcome = entry.outcome,
        .error_code = entry.error_code,
        .query_id = entry.query_id,
        .connection_id = entry.connection_id,
        .row_count = entry.row_count,
        .duration_ms = entry.duration_ms,
        .request_id = entry.request_id,
    };
    record.sealed = ledger.seal(writer, tenant_id, entry.id, field, text_of(entry));
    return record;
}

AuditEntry opened_entry(Reader& reader, Ledger& ledger, const AuditRecord& record) {
    const Secret text = ledger.open(reader, record.tenant_id, record.id, field, record.sealed);
    auto content = json::read<Content>(text.reveal());
    return {
        .id = record.id,
        .at = record.at,
        .user_id = record.user_id,
        .username = record.username,
        .api_key_id = record.api_key_id,
        .door = record.door,
        .action = record.action,
        .outcome = record.outcome,
        .error_code = record.error_code,
        .query_id = record.query_id,
        .connection_id = record.connection_id,
        .question = std::move(content.question),
        .sql = std::move(content.sql),
        .executed_sql = std::move(content.executed_sql),
        .tables = or_none(std::move(content.tables)),
        .masked_columns = or_none(std::move(content.masked_columns)),
        .policies = or_none(std::move(content.policies)),
        .cache_age_ms = content.cache_age_ms,
        .row_count = record.row_count,
        .duration_ms = record.duration_ms,
        .request_id = record.request_id,
        .node = record.node,
        .sequence = record.sequence,
    };
}

}  // namespace parlance::store
