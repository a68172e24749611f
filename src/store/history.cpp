#include "store/history.hpp"

#include "base/json.hpp"
#include "base/shape.hpp"
#include "store/history_rows.hpp"
#include "store/sealed_pages.hpp"
#include "store/threads.hpp"

namespace parlance::store {

namespace {

constexpr int conversation_max = 20;
constexpr std::string_view field = "history";

const std::string own_rows = std::string(history_columns) + "AND user_id = :user ";

/// What is sealed.
struct Content {
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> executed_sql;
    std::optional<std::string> explanation;
    std::optional<std::string> chart;
    std::optional<std::string> portable_sql;
    std::optional<std::vector<std::string>> without;
    std::optional<std::string> told;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(
    Content,
    (),
    (question, sql, executed_sql, explanation, chart, portable_sql, without, told, after)
)

std::optional<bool> flag_if(const Row& row, std::string_view column) {
    const std::optional<std::int64_t> number = row.integer_if(column);
    if (!number) return std::nullopt;
    return *number != 0;
}

Parameters own(const Principal& who) {
    return {{"tenant", who.tenant_id}, {"user", who.user_id}};
}

std::vector<Row> rows_from(Reader& reader, const Principal& who, const Cursor& cursor, int wanted) {
    Parameters values = own(who);
    values.emplace_back("at", cursor.at);
    values.emplace_back("id", cursor.id);
    values.emplace_back("wanted", wanted);
    return reader.rows(
        own_rows +
            "AND (created_at, id) < (:at, :id) ORDER BY created_at DESC, id DESC LIMIT :wanted",
        values
    );
}

std::string
sealed(Writer& writer, Ledger& ledger, const Principal& who, const HistoryEntry& entry) {
    const Content content{
        entry.question,
        entry.sql,
        entry.executed_sql,
        entry.explanation,
        entry.chart,
        entry.portable_sql,
        entry.without,
        entry.told,
        entry.after
    };
    return ledger.seal(writer, who.tenant_id, entry.id, field, json::to_text(content));
}

}  // namespace

HistoryEntry opened_entry(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    std::string id = row.text("id");
    const Secret text = ledger.open(reader, who.tenant_id, id, field, row.text("sealed"));
    auto content = json::read<Content>(text.reveal());
    return {
        .id = std::move(id),
        .conversation_id = row.text_if("conversation_id"),
        .connection_id = row.text("connection_id"),
        .kind = row.text("kind"),
        .question = std::move(content.question),
        .without = std::move(content.without),
        .sql = std::move(content.sql),
        .portable_sql = std::move(content.portable_sql),
        .executed_sql = std::move(content.executed_sql),
        .outcome = row.text("outcome"),
        .error_code = row.text_if("error_code"),
        .row_count = row.integer_if("row_count"),
        .truncated = flag_if(row, "truncated"),
        .confidence = row.real_if("confidence"),
        .duration_ms = row.real("duration_ms"),
        .explanation = std::move(content.explanation),
        .chart = std::move(content.chart),
        .told = std::move(content.told),
        .after = std::move(content.after),
        .door = row.text("door"),
        .request_id = row.text("request_id"),
        .created_at = row.instant("created_at"),
    };
}

void record_query(Writer& writer, Ledger& ledger, const Principal& who, const HistoryEntry& entry) {
    writer.run(
        "INSERT INTO query_history (id, tenant_id, user_id, conversation_id, connection_id, kind, "
        "outcome, error_code, row_count, truncated, confidence, duration_ms, door, request_id, "
        "created_at, sealed) VALUES (:id, :tenant, :user, :conversation, :connection, :kind, "
        ":outcome, :error, :rows, :truncated, :confidence, :duration, :door, :request, :at, "
        ":sealed)",
        {{"id", entry.id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"conversation", entry.conversation_id},
         {"connection", entry.connection_id},
         {"kind", entry.kind},
         {"outcome", entry.outcome},
         {"error", entry.error_code},
         {"rows", entry.row_count},
         {"truncated", entry.truncated},
         {"confidence", entry.confidence},
         {"duration", entry.duration_ms},
         {"door", entry.door},
         {"request", entry.request_id},
         {"at", entry.created_at},
         {"sealed", sealed(writer, ledger, who, entry)}}
    );
    if (entry.conversation_id) close_question(writer, who, entry.id);
}

Page<HistoryEntry> history(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const PageRequest& page,
    std::string_view text
) {
    const auto opened = [&](const Row& row) { return opened_entry(reader, ledger, who, row); };
    if (text.empty()) {
        const Cursor cursor = Cursor::read(page.before);
        return page_of(rows_from(reader, who, cursor, rows_wanted(page)), page, opened);
    }
    const auto fetch = [&](const Cursor& cursor, int wanted) {
        return rows_from(reader, who, cursor, wanted);
    };
    const auto fits = [wanted = lower(text)](const HistoryEntry& entry) {
        return mentions(entry.question.value_or(""), wanted) ||
               mentions(entry.sql.value_or(""), wanted);
    };
    return search_pages(page, fetch, opened, fits);
}

HistoryEntry query(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id) {
    Parameters values = own(who);
    values.emplace_back("id", id);
    const std::optional<Row> row = reader.row(own_rows + "AND id = :id", values);
    if (!row) throw_not_found("query");
    return opened_entry(reader, ledger, who, *row);
}

void set_chart(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const std::optional<std::string>& chart
) {
    HistoryEntry entry = query(writer, ledger, who, id);
    entry.chart = chart;
    Parameters values = own(who);
    values.emplace_back("id", id);
    values.emplace_back("sealed", sealed(writer, ledger, who, entry));
    writer.run(
        "UPDATE query_history SET sealed = :sealed WHERE tenant_id = :tenant AND user_id = :user "
        "AND id = :id",
        values
    );
}

std::vector<HistoryEntry> conversation(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view conversation_id
) {
    Parameters values = own(who);
    values.emplace_back("conversation", conversation_id);
    values.emplace_back("most", conversation_max);
    std::vector<HistoryEntry> entries;
    const std::string sql =
        own_rows +
        "AND conversation_id = :conversation ORDER BY created_at DESC, id DESC LIMIT :most";
    for (const Row& row : reader.rows(sql, values))
        entries.push_back(opened_entry(reader, ledger, who, row));
    std::ranges::reverse(entries);
    return entries;
}

Page<HistoryEntry> conversation_page(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view conversation_id,
    const PageRequest& page
) {
    const Cursor cursor = Cursor::read(page.before);
    Parameters values = own(who);
    values.emplace_back("conversation", conversation_id);
    values.emplace_back("at", cursor.at);
    values.emplace_back("id", cursor.id);
    values.emplace_back("wanted", rows_wanted(page));
    const auto rows = reader.rows(
        own_rows +
            "AND conversation_id = :conversation AND (created_at, id) < (:at, :id) "
            "ORDER BY created_at DESC, id DESC LIMIT :wanted",
        values
    );
    return page_of(rows, page, [&](const Row& row) {
        return opened_entry(reader, ledger, who, row);
    });
}

}  // namespace parlance::store
