#include "store/earlier_rows.hpp"

#include "store/audit_content.hpp"
#include "store/history.hpp"

#include <boost/json.hpp>

namespace parlance::store {

namespace {

constexpr std::int64_t step_rows = 500;

std::vector<std::string> tables_from(const std::optional<std::string>& json) {
    if (!json) return {};
    return boost::json::value_to<std::vector<std::string>>(boost::json::parse(*json));
}

AuditEntry audit_entry(const Row& row) {
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

HistoryEntry history_entry(const Row& row) {
    HistoryEntry entry{
        .id = row.text("id"),
        .conversation_id = row.text_if("conversation_id"),
        .connection_id = row.text("connection_id"),
        .kind = row.text("kind"),
        .question = row.text_if("question"),
        .sql = row.text_if("sql_text"),
        .executed_sql = row.text_if("executed_sql"),
        .outcome = row.text("outcome"),
        .error_code = row.text_if("error_code"),
        .row_count = row.integer_if("row_count"),
        .confidence = row.real_if("confidence"),
        .duration_ms = row.real("duration_ms"),
        .explanation = row.text_if("explanation"),
        .chart = row.text_if("chart"),
        .door = row.text("door"),
        .request_id = row.text("request_id"),
        .created_at = row.instant("created_at"),
    };
    if (const auto cut = row.integer_if("truncated")) entry.truncated = *cut != 0;
    return entry;
}

/// Moves some rows out of a table of earlier days, the oldest first.
template <class Move>
std::int64_t move_some(Writer& writer, const std::string& table, Move move) {
    const std::vector<Row> rows = writer.rows(
        "SELECT * FROM " + table + " ORDER BY created_at, id LIMIT :step", {{"step", step_rows}}
    );
    for (const Row& row : rows) {
        move(row);
        writer.run("DELETE FROM " + table + " WHERE id = :id", {{"id", row.text("id")}});
    }
    return static_cast<std::int64_t>(rows.size());
}

std::int64_t move_audit(Writer& writer, Ledger& ledger) {
    return move_some(writer, "audit_log_in_clear", [&](const Row& row) {
        const std::string tenant = row.text("tenant_id");
        append_record(writer, ledger, sealed_record(writer, ledger, tenant, audit_entry(row)));
    });
}

std::int64_t move_history(Writer& writer, Ledger& ledger) {
    return move_some(writer, "query_history_in_clear", [&](const Row& row) {
        Principal who;
        who.tenant_id = row.text("tenant_id");
        who.user_id = row.text("user_id");
        record_query(writer, ledger, who, history_entry(row));
    });
}

}  // namespace

std::int64_t seal_earlier_rows(Database& database, Ledger& ledger, System) {
    std::int64_t moved = 0;
    for (auto* move : {&move_audit, &move_history}) {
        std::int64_t some = 0;
        do {
            some = database.write([&](Writer& writer) { return move(writer, ledger); });
            moved += some;
        } while (some > 0);
    }
    return moved;
}

}  // namespace parlance::store
