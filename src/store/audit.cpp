#include "store/audit.hpp"

#include "base/ids.hpp"

#include <boost/json.hpp>

namespace parlance::store {

namespace {

std::optional<std::string> json_of(const std::vector<std::string>& tables) {
    if (tables.empty()) return std::nullopt;
    return boost::json::serialize(boost::json::value_from(tables));
}

std::vector<std::string> tables_from(const std::optional<std::string>& json) {
    if (!json) return {};
    return boost::json::value_to<std::vector<std::string>>(boost::json::parse(*json));
}

AuditEntry entry_from(const Row& row) {
    return {
        .id = row.text("id"),
        .at = row.instant("created_at"),
        .user_id = row.text_if("user_id"),
        .username = row.text_if("username"),
        .door = row.text("door"),
        .action = row.text("action"),
        .outcome = row.text("outcome"),
        .error_code = row.text_if("error_code"),
        .query_id = row.text_if("query_id"),
        .connection_id = row.text_if("connection_id"),
        .question = row.text_if("question"),
        .sql = row.text_if("sql_text"),
        .executed_sql = row.text_if("executed_sql"),
        .tables = tables_from(row.text_if("tables")),
        .row_count = row.integer_if("row_count"),
        .duration_ms = row.real_if("duration_ms"),
        .request_id = row.text("request_id"),
    };
}

/// Adds a condition for what the filter names.
void narrow(std::string& sql, Parameters& values, const char* column, const std::string& wanted) {
    if (wanted.empty()) return;
    sql += fmt::format(" AND {0} = :{0}", column);
    values.emplace_back(column, wanted);
}

}  // namespace

std::string append_audit(Writer& writer, const Principal& who, AuditEntry entry) {
    entry.user_id = who.user_id;
    entry.username = who.username;
    return append_audit(writer, System{}, who.tenant_id, entry);
}

std::string
append_audit(Writer& writer, System, std::string_view tenant_id, const AuditEntry& entry) {
    std::string id = new_id();
    writer.run(
        "INSERT INTO audit_log (id, tenant_id, user_id, username, door, action, outcome, "
        "error_code, query_id, connection_id, question, sql_text, executed_sql, tables, row_count, "
        "duration_ms, request_id, created_at) VALUES (:id, :tenant, :user, :username, :door, "
        ":action, :outcome, :error, :query, :connection, :question, :sql, :executed, :tables, "
        ":rows, :duration, :request, :at)",
        {{"id", id},
         {"tenant", tenant_id},
         {"user", entry.user_id},
         {"username", entry.username},
         {"door", entry.door},
         {"action", entry.action},
         {"outcome", entry.outcome},
         {"error", entry.error_code},
         {"query", entry.query_id},
         {"connection", entry.connection_id},
         {"question", entry.question},
         {"sql", entry.sql},
         {"executed", entry.executed_sql},
         {"tables", json_of(entry.tables)},
         {"rows", entry.row_count},
         {"duration", entry.duration_ms},
         {"request", entry.request_id},
         {"at", system_now()}}
    );
    return id;
}

Page<AuditEntry> audit_log(Reader& reader, const Principal& who, const AuditFilter& filter) {
    const Cursor cursor = Cursor::read(filter.page.before);
    std::string sql =
        "SELECT id, created_at, user_id, username, door, action, outcome, error_code, query_id, "
        "connection_id, question, sql_text, executed_sql, tables, row_count, duration_ms, "
        "request_id FROM audit_log "
        "WHERE tenant_id = :tenant AND (created_at, id) < (:at, :id)";
    Parameters values{{"tenant", who.tenant_id}, {"at", cursor.at}, {"id", cursor.id}};
    narrow(sql, values, "outcome", filter.outcome);
    narrow(sql, values, "user_id", filter.user_id);
    narrow(sql, values, "door", filter.door);
    if (!filter.text.empty()) {
        sql +=
            " AND lower(coalesce(question, '') || ' ' || coalesce(sql_text, '') || ' ' || action) "
            "LIKE :pattern ESCAPE '\\'";
        values.emplace_back("pattern", contains_pattern(filter.text));
    }
    sql += " ORDER BY created_at DESC, id DESC LIMIT :wanted";
    values.emplace_back("wanted", rows_wanted(filter.page));
    return page_of(reader.rows(sql, values), filter.page, entry_from);
}

}  // namespace parlance::store
