#include "store/history.hpp"

namespace parlance::store {

namespace {

constexpr int conversation_max = 20;

constexpr const char* columns =
    "SELECT id, conversation_id, connection_id, kind, question, sql_text, executed_sql, outcome, "
    "error_code, row_count, truncated, confidence, duration_ms, explanation, chart, door, "
    "request_id, created_at FROM query_history WHERE tenant_id = :tenant AND user_id = :user ";

std::optional<bool> flag_if(const Row& row, std::string_view column) {
    const std::optional<std::int64_t> number = row.integer_if(column);
    if (!number) return std::nullopt;
    return *number != 0;
}

HistoryEntry entry_from(const Row& row) {
    return {
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
        .truncated = flag_if(row, "truncated"),
        .confidence = row.real_if("confidence"),
        .duration_ms = row.real("duration_ms"),
        .explanation = row.text_if("explanation"),
        .chart = row.text_if("chart"),
        .door = row.text("door"),
        .request_id = row.text("request_id"),
        .created_at = row.instant("created_at"),
    };
}

Parameters own(const Principal& who) {
    return {{"tenant", who.tenant_id}, {"user", who.user_id}};
}

}  // namespace

void record_query(Writer& writer, const Principal& who, const HistoryEntry& entry) {
    writer.run(
        "INSERT INTO query_history (id, tenant_id, user_id, conversation_id, connection_id, kind, "
        "question, sql_text, executed_sql, outcome, error_code, row_count, truncated, confidence, "
        "duration_ms, explanation, chart, door, request_id, created_at) VALUES (:id, :tenant, "
        ":user, :conversation, :connection, :kind, :question, :sql, :executed, :outcome, :error, "
        ":rows, :truncated, :confidence, :duration, :explanation, :chart, :door, :request, :at)",
        {{"id", entry.id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"conversation", entry.conversation_id},
         {"connection", entry.connection_id},
         {"kind", entry.kind},
         {"question", entry.question},
         {"sql", entry.sql},
         {"executed", entry.executed_sql},
         {"outcome", entry.outcome},
         {"error", entry.error_code},
         {"rows", entry.row_count},
         {"truncated", entry.truncated},
         {"confidence", entry.confidence},
         {"duration", entry.duration_ms},
         {"explanation", entry.explanation},
         {"chart", entry.chart},
         {"door", entry.door},
         {"request", entry.request_id},
         {"at", entry.created_at}}
    );
}

Page<HistoryEntry>
history(Reader& reader, const Principal& who, const PageRequest& page, std::string_view text) {
    const Cursor cursor = Cursor::read(page.before);
    std::string sql = std::string(columns) + "AND (created_at, id) < (:at, :id)";
    Parameters values = own(who);
    values.emplace_back("at", cursor.at);
    values.emplace_back("id", cursor.id);
    if (!text.empty()) {
        sql +=
            " AND lower(coalesce(question, '') || ' ' || coalesce(sql_text, '')) "
            "LIKE :pattern ESCAPE '\\'";
        values.emplace_back("pattern", contains_pattern(text));
    }
    sql += " ORDER BY created_at DESC, id DESC LIMIT :wanted";
    values.emplace_back("wanted", rows_wanted(page));
    return page_of(reader.rows(sql, values), page, entry_from);
}

HistoryEntry query(Reader& reader, const Principal& who, std::string_view id) {
    Parameters values = own(who);
    values.emplace_back("id", id);
    const std::optional<Row> row = reader.row(std::string(columns) + "AND id = :id", values);
    if (!row) throw_not_found("query");
    return entry_from(*row);
}

std::vector<HistoryEntry>
conversation(Reader& reader, const Principal& who, std::string_view conversation_id) {
    Parameters values = own(who);
    values.emplace_back("conversation", conversation_id);
    values.emplace_back("most", conversation_max);
    std::vector<HistoryEntry> entries;
    const std::string sql =
        std::string(columns) +
        "AND conversation_id = :conversation ORDER BY created_at DESC, id DESC LIMIT :most";
    for (const Row& row : reader.rows(sql, values))
        entries.push_back(entry_from(row));
    std::ranges::reverse(entries);
    return entries;
}

}  // namespace parlance::store
