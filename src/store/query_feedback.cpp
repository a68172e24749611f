#include "store/query_feedback.hpp"

#include "base/json.hpp"
#include "base/shape.hpp"
#include "store/history_rows.hpp"

#include <boost/describe.hpp>

namespace parlance::store {

namespace {

constexpr std::string_view field = "feedback";

/// What is sealed.
struct Content {
    std::vector<std::string> reasons;
    std::string comment;
};
BOOST_DESCRIBE_STRUCT(Content, (), (reasons, comment))

Parameters own(const Principal& who, std::string_view query_id) {
    return {{"tenant", who.tenant_id}, {"user", who.user_id}, {"id", query_id}};
}

Feedback opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    const Secret text =
        ledger.open(reader, who.tenant_id, row.text("query_id"), field, row.text("sealed"));
    auto content = json::read<Content>(text.reveal());
    return {row.text("verdict"), std::move(content.reasons), std::move(content.comment)};
}

HistoryEntry
query_of_tenant(Reader& reader, Ledger& ledger, const Principal& who, const std::string& id) {
    const std::optional<Row> row = reader.row(
        std::string(history_columns) + "AND id = :id", {{"tenant", who.tenant_id}, {"id", id}}
    );
    if (!row) throw_not_found("query");
    return opened_entry(reader, ledger, who, *row);
}

}  // namespace

void give_feedback(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view query_id,
    const Feedback& feedback
) {
    (void)query(writer, ledger, who, query_id);
    withdraw_feedback(writer, who, query_id);
    const std::string text = json::to_text(Content{feedback.reasons, feedback.comment});
    Parameters values = own(who, query_id);
    values.emplace_back("verdict", feedback.verdict);
    values.emplace_back("at", system_now());
    values.emplace_back("sealed", ledger.seal(writer, who.tenant_id, query_id, field, text));
    writer.run(
        "INSERT INTO query_feedback (query_id, tenant_id, user_id, verdict, created_at, sealed) "
        "VALUES (:id, :tenant, :user, :verdict, :at, :sealed)",
        values
    );
}

void withdraw_feedback(Writer& writer, const Principal& who, std::string_view query_id) {
    writer.run(
        "DELETE FROM query_feedback "
        "WHERE tenant_id = :tenant AND user_id = :user AND query_id = :id",
        own(who, query_id)
    );
}

std::optional<Feedback>
feedback_on(Reader& reader, Ledger& ledger, const Principal& who, std::string_view query_id) {
    const std::optional<Row> row = reader.row(
        "SELECT query_id, verdict, sealed FROM query_feedback "
        "WHERE tenant_id = :tenant AND user_id = :user AND query_id = :id",
        own(who, query_id)
    );
    if (!row) return std::nullopt;
    return opened(reader, ledger, who, *row);
}

Page<GivenFeedback> feedback_of_tenant(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const PageRequest& page,
    std::string_view verdict
) {
    const Cursor cursor = Cursor::read(page.before);
    Parameters values{
        {"tenant", who.tenant_id},
        {"at", cursor.at},
        {"id", cursor.id},
        {"wanted", rows_wanted(page)}
    };
    std::string sql =
        "SELECT f.query_id AS query_id, f.query_id AS id, f.user_id AS user_id, "
        "f.verdict AS verdict, f.created_at AS created_at, f.sealed AS sealed, "
        "u.username AS username FROM query_feedback f LEFT JOIN users u ON u.id = f.user_id "
        "WHERE f.tenant_id = :tenant AND (f.created_at, f.query_id) < (:at, :id) ";
    if (!verdict.empty()) {
        sql += "AND f.verdict = :verdict ";
        values.emplace_back("verdict", verdict);
    }
    sql += "ORDER BY f.created_at DESC, f.query_id DESC LIMIT :wanted";
    return page_of(reader.rows(sql, values), page, [&](const Row& row) {
        GivenFeedback given;
        static_cast<Feedback&>(given) = opened(reader, ledger, who, row);
        given.query = query_of_tenant(reader, ledger, who, row.text("query_id"));
        given.user_id = row.text("user_id");
        given.username = row.text_if("username");
        given.created_at = row.instant("created_at");
        return given;
    });
}

}  // namespace parlance::store
