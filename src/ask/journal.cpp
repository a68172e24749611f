#include "ask/journal.hpp"

#include "base/error.hpp"
#include "store/audit.hpp"

#include <utility>

namespace parlance::ask {

namespace {

store::AuditEntry audit_entry(const Record& record) {
    store::AuditEntry entry;
    entry.door = record.door;
    entry.action = record.kind;
    entry.outcome = record.outcome;
    entry.error_code = record.error_code;
    entry.query_id = record.id;
    if (!record.connection_id.empty()) entry.connection_id = record.connection_id;
    entry.question = record.question;
    entry.sql = record.sql;
    entry.executed_sql = record.executed_sql;
    entry.tables = record.tables;
    entry.row_count = record.row_count;
    entry.duration_ms = record.duration_ms;
    entry.request_id = record.request_id;
    return entry;
}

}  // namespace

Task<void> write_down(store::Store& store, Principal who, Record record) {
    const auto audit = [who, entry = audit_entry(record)](store::Writer& writer) {
        store::append_audit(writer, who, entry);
    };
    store.write_later([who, record = std::move(record)](store::Writer& writer) {
        store::record_query(writer, who, record);
    });
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
