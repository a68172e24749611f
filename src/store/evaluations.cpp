#include "store/evaluations.hpp"

#include "base/ids.hpp"
#include "store/connections.hpp"

#include <fmt/format.h>

namespace parlance::store {

namespace {

const std::string of_person =
    "SELECT id, connection_id, state, failure, questions, finished, created_at, updated_at, "
    "sealed, sealed_totals FROM evaluations WHERE tenant_id = :tenant AND user_id = :user ";

std::string mark_field(std::int64_t number) {
    return fmt::format("mark {}", number);
}

Parameters place(const Principal& who, std::string_view id) {
    return {{"tenant", who.tenant_id}, {"user", who.user_id}, {"id", id}};
}

constexpr std::string_view interrupted = "interrupted";

std::string state_of(const Row& row) {
    std::string state = row.text("state");
    if (row.text_if("failure") == interrupted) return std::string(interrupted);
    const bool silent = row.instant("updated_at") < system_now() - evaluation_silence_max;
    return state == "running" && silent ? std::string(interrupted) : state;
}

Evaluation opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    Evaluation made;
    made.id = row.text("id");
    const auto open = [&](std::string_view field, const std::string& sealed) {
        return std::string(ledger.open(reader, who.tenant_id, made.id, field, sealed).reveal());
    };
    made.connection_id = row.text("connection_id");
    made.state = state_of(row);
    made.failure = row.text_if("failure");
    made.questions = row.integer("questions");
    made.finished = row.integer("finished");
    made.content = open("evaluation", row.text("sealed"));
    if (const auto totals = row.text_if("sealed_totals")) made.totals = open("totals", *totals);
    made.created_at = row.instant("created_at");
    made.updated_at = row.instant("updated_at");
    return made;
}

void require_own(Reader& reader, const Principal& who, std::string_view id) {
    if (!reader.row(of_person + "AND id = :id", place(who, id))) throw_not_found("evaluation");
}

}  // namespace

std::string
add_evaluation(Writer& writer, Ledger& ledger, const Principal& who, const NewEvaluation& wanted) {
    static_cast<void>(connection(writer, who, wanted.connection_id));
    std::string id = new_id();
    writer.run(
        "INSERT INTO evaluations (id, tenant_id, user_id, connection_id, state, questions, "
        "finished, created_at, updated_at, sealed) VALUES (:id, :tenant, :user, :connection, "
        "'running', :questions, 0, :at, :at, :sealed)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"user", who.user_id},
         {"connection", wanted.connection_id},
         {"questions", wanted.questions},
         {"at", system_now()},
         {"sealed", ledger.seal(writer, who.tenant_id, id, "evaluation", wanted.content)}}
    );
    return id;
}

void add_evaluation_mark(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t number,
    std::string_view mark
) {
    Parameters values = place(who, id);
    values.emplace_back("at", system_now());
    const std::int64_t touched = writer.run(
        "UPDATE evaluations SET finished = finished + 1, updated_at = :at "
        "WHERE tenant_id = :tenant AND user_id = :user AND id = :id AND state = 'running'",
        values
    );
    if (touched == 0) throw_not_found("evaluation");
    writer.run(
        "INSERT INTO evaluation_marks (evaluation_id, tenant_id, number, sealed) "
        "VALUES (:id, :tenant, :number, :sealed)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"number", number},
         {"sealed", ledger.seal(writer, who.tenant_id, id, mark_field(number), mark)}}
    );
}

void end_evaluation(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const EvaluationEnd& end
) {
    Parameters values = place(who, id);
    values.emplace_back("state", end.state);
    values.emplace_back("failure", end.failure);
    values.emplace_back("at", system_now());
    values.emplace_back("totals", ledger.seal(writer, who.tenant_id, id, "totals", end.totals));
    const std::int64_t touched = writer.run(
        "UPDATE evaluations SET state = :state, failure = :failure, updated_at = :at, "
        "sealed_totals = :totals WHERE tenant_id = :tenant AND user_id = :user AND id = :id "
        "AND state = 'running'",
        values
    );
    if (touched == 0) throw_not_found("evaluation");
}

void interrupt_evaluations(Writer& writer, System) {
    writer.run(
        "UPDATE evaluations SET state = 'failed', failure = :failure, updated_at = :at "
        "WHERE state = 'running'",
        {{"failure", interrupted}, {"at", system_now()}}
    );
}

void remove_evaluation(Writer& writer, const Principal& who, std::string_view id) {
    const std::int64_t touched = writer.run(
        "DELETE FROM evaluations WHERE tenant_id = :tenant AND user_id = :user AND id = :id",
        place(who, id)
    );
    if (touched == 0) throw_not_found("evaluation");
}

Page<Evaluation> evaluations(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const std::optional<std::string>& connection_id,
    const PageRequest& page
) {
    const Cursor cursor = Cursor::read(page.before);
    Parameters values{
        {"tenant", who.tenant_id},
        {"user", who.user_id},
        {"at", cursor.at},
        {"id", cursor.id},
        {"wanted", rows_wanted(page)}
    };
    std::string sql = of_person + "AND (created_at, id) < (:at, :id) ";
    if (connection_id) {
        sql += "AND connection_id = :connection ";
        values.emplace_back("connection", *connection_id);
    }
    sql += "ORDER BY created_at DESC, id DESC LIMIT :wanted";
    const std::vector<Row> rows = reader.rows(sql, values);
    return page_of(rows, page, [&](const Row& row) { return opened(reader, ledger, who, row); });
}

Evaluation evaluation(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id) {
    const auto row = reader.row(of_person + "AND id = :id", place(who, id));
    if (!row) throw_not_found("evaluation");
    return opened(reader, ledger, who, *row);
}

std::vector<std::string>
evaluation_marks(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id) {
    require_own(reader, who, id);
    const std::vector<Row> rows = reader.rows(
        "SELECT number, sealed FROM evaluation_marks "
        "WHERE tenant_id = :tenant AND evaluation_id = :id ORDER BY number",
        {{"tenant", who.tenant_id}, {"id", id}}
    );
    std::vector<std::string> marks;
    for (const Row& row : rows) {
        const std::string field = mark_field(row.integer("number"));
        const Secret text = ledger.open(reader, who.tenant_id, id, field, row.text("sealed"));
        marks.emplace_back(text.reveal());
    }
    return marks;
}

}  // namespace parlance::store
