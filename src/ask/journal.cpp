#include "ask/journal.hpp"

#include "base/error.hpp"
#include "store/transcripts.hpp"

#include <set>
#include <utility>

namespace parlance::ask {

namespace {

store::AuditEntry audit_entry(const Record& record) {
    store::AuditEntry entry;
    entry.door = record.door;
    entry.action = record.audited_as.empty() ? record.kind : record.audited_as;
    entry.outcome = record.outcome;
    entry.error_code = record.error_code;
    entry.query_id = record.id;
    if (!record.connection_id.empty()) entry.connection_id = record.connection_id;
    entry.question = record.question;
    entry.sql = record.sql;
    entry.executed_sql = record.executed_sql;
    entry.tables = record.tables;
    entry.masked_columns = record.masked_columns;
    entry.policies = record.policies;
    entry.cache_age_ms = record.cache_age_ms;
    entry.row_count = record.row_count;
    entry.duration_ms = record.duration_ms;
    entry.request_id = record.request_id;
    return entry;
}

}  // namespace

std::vector<std::string> tables_of(const guard::ApprovedQuery& query) {
    std::vector<std::string> names;
    for (const guard::ReadTable& each : query.tables())
        names.push_back(each.schema + "." + each.table);
    return names;
}

std::vector<std::string> masked_columns_of(const guard::ApprovedQuery& query) {
    std::set<std::string> names;
    for (const guard::OutputColumn& each : query.lineage()) {
        if (!each.masked) continue;
        for (const guard::SourceColumn& from : each.sources)
            names.insert(from.schema + "." + from.table + "." + from.column);
    }
    return {names.begin(), names.end()};
}

std::vector<store::AppliedPolicy> policies_of(const guard::ApprovedQuery& query) {
    if (query.rules().empty()) return {{.identity = query.policy_identity()}};
    std::vector<store::AppliedPolicy> all;
    for (const std::string& rule : query.rules())
        all.push_back({rule, query.policy_version(), query.policy_identity()});
    return all;
}

void note_approved(Record& record, const guard::ApprovedQuery& query) {
    record.executed_sql = query.inlined().value_or(query.text());
    record.tables = tables_of(query);
    record.masked_columns = masked_columns_of(query);
    record.policies = policies_of(query);
}

Task<void> write_down(store::Store& store, store::Ledger& ledger, Principal who, Record record) {
    const auto audit = [&ledger, who, entry = audit_entry(record)](store::Writer& writer) {
        store::append_audit(writer, ledger, who, entry);
    };
    if (!record.transcript.empty()) {
        store.write_later([&ledger, who, id = record.id, text = std::move(record.transcript)](
                              store::Writer& writer
                          ) { store::keep_transcript(writer, ledger, who, id, text); });
    }
    if (record.in_history) {
        store.write_later([&ledger, who, record = std::move(record)](store::Writer& writer) {
            store::record_query(writer, ledger, who, record);
        });
    }
    co_await store.write(audit);
}

void note_failure(Record& record, const std::exception_ptr& failed) {
    record.outcome = "failed";
    record.error_code = "internal";
    try {
        std::rethrow_exception(failed);
    } catch (const Error& error) {
        if (error.why() == Failure::cancelled) record.outcome = "cancelled";
        record.error_code = error.code();
    } catch (...) {  // NOLINT(bugprone-empty-catch): the server's boundary logs what it was
    }
}

}  // namespace parlance::ask
