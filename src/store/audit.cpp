#include "store/audit.hpp"

#include "base/ids.hpp"
#include "store/audit_content.hpp"
#include "store/sealed_pages.hpp"

namespace parlance::store {

namespace {

/// Adds a condition for what the filter names.
void narrow(std::string& sql, Parameters& values, const char* column, const std::string& wanted) {
    if (wanted.empty()) return;
    sql += fmt::format(" AND {0} = :{0}", column);
    values.emplace_back(column, wanted);
}

std::vector<Row> rows_from(
    Reader& reader,
    const Principal& who,
    const AuditFilter& filter,
    const Cursor& cursor,
    int wanted
) {
    std::string sql = fmt::format(
        "SELECT {} FROM audit_log WHERE tenant_id = :tenant AND (created_at, id) < (:at, :id)",
        audit_columns
    );
    Parameters values{{"tenant", who.tenant_id}, {"at", cursor.at}, {"id", cursor.id}};
    narrow(sql, values, "outcome", filter.outcome);
    narrow(sql, values, "user_id", filter.user_id);
    narrow(sql, values, "door", filter.door);
    narrow(sql, values, "api_key_id", filter.api_key_id);
    narrow(sql, values, "connection_id", filter.connection_id);
    if (filter.since) {
        sql += " AND created_at >= :since";
        values.emplace_back("since", *filter.since);
    }
    if (filter.until) {
        sql += " AND created_at < :until";
        values.emplace_back("until", *filter.until);
    }
    sql += " ORDER BY created_at DESC, id DESC LIMIT :wanted";
    values.emplace_back("wanted", wanted);
    return reader.rows(sql, values);
}

}  // namespace

std::string append_audit(Writer& writer, Ledger& ledger, const Principal& who, AuditEntry entry) {
    entry.user_id = who.user_id;
    entry.username = who.username;
    if (!who.api_key_id.empty()) entry.api_key_id = who.api_key_id;
    return append_audit(writer, ledger, System{}, who.tenant_id, entry);
}

std::string append_audit(
    Writer& writer,
    Ledger& ledger,
    System,
    std::string_view tenant_id,
    const AuditEntry& entry
) {
    AuditEntry dated = entry;
    dated.id = new_id();
    dated.at = system_now();
    append_record(writer, ledger, sealed_record(writer, ledger, tenant_id, dated));
    return dated.id;
}

Page<AuditEntry>
audit_log(Reader& reader, Ledger& ledger, const Principal& who, const AuditFilter& filter) {
    const auto opened = [&](const Row& row) {
        return opened_entry(reader, ledger, record_from(row));
    };
    if (filter.text.empty()) {
        const Cursor cursor = Cursor::read(filter.page.before);
        const auto rows = rows_from(reader, who, filter, cursor, rows_wanted(filter.page));
        return page_of(rows, filter.page, opened);
    }
    const auto fetch = [&](const Cursor& cursor, int wanted) {
        return rows_from(reader, who, filter, cursor, wanted);
    };
    const auto fits = [text = lower(filter.text)](const AuditEntry& entry) {
        return mentions(entry.question.value_or(""), text) ||
               mentions(entry.sql.value_or(""), text) || mentions(entry.action, text);
    };
    return search_pages(filter.page, fetch, opened, fits);
}

}  // namespace parlance::store
