#include "ask/chart_trial.hpp"

#include "base/error.hpp"
#include "base/wait_for.hpp"
#include "guard/approve.hpp"
#include "sql/read.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace parlance::ask {

namespace json = boost::json;

namespace {

constexpr std::int64_t rows_max = 5'000;

/// The way back from a field in a specification to the column's name.
std::string plain(std::string_view field) {
    std::string text;
    for (std::size_t at = 0; at < field.size(); ++at) {
        if (field[at] == '\\') ++at;
        if (at < field.size()) text += field[at];
    }
    return text;
}

json::object encoding_of(const DrawnChart& drawn) {
    json::object places;
    const json::value& encoding = drawn.chart.specification->at("encoding");
    for (const auto& [name, channel] : encoding.as_object()) {
        const json::value* field = channel.as_object().if_contains("field");
        if (field == nullptr) continue;
        const auto found =
            std::ranges::find(drawn.columns, plain(field->as_string()), &ResultColumn::name);
        places[name] = found - drawn.columns.begin();
    }
    return places;
}

json::object sorts_of(const DrawnChart& drawn) {
    json::object sorts;
    const json::value& encoding = drawn.chart.specification->at("encoding");
    for (const auto& [name, channel] : encoding.as_object()) {
        if (const json::value* sort = channel.as_object().if_contains("sort")) sorts[name] = *sort;
    }
    return sorts;
}

}  // namespace

ChartRow read_chart_row(std::string_view line) {
    ChartRow read{.row = read_eval_row(line), .sql = {}};
    const json::value value = json::parse(line);
    const json::value* sql = value.as_object().if_contains("sql");
    if (sql == nullptr || !sql->is_string())
        throw Error(Failure::invalid, "suite_row", "A row of the suite has no text field `sql`.");
    read.sql = std::string(sql->get_string());
    return read;
}

DrawnChart
draw_chart(const std::string& sql, const std::string& instruction, const catalog::View& view) {
    const sql::Query query = sql::read(sql, view.schema->dialect);
    guard::Policy policy = view.policy;
    policy.limits.rows_max = std::min(policy.limits.rows_max, rows_max);
    guard::ApprovedQuery approved = guard::approve(query, *view.schema, policy);
    Collected rows;
    wait_for(view.source->run(std::move(approved), rows, {"chart", {}}, {}));
    return {chart_for(rows.result, query, instruction), rows.result.columns};
}

std::string chart_line(const ChartRow& row, const catalog::View& view) {
    json::object line{{"id", row.row.id}, {"chart", nullptr}};
    try {
        const DrawnChart drawn = draw_chart(row.sql, row.row.question, view);
        line["chart"] = words_of(drawn.chart.kind);
        if (drawn.chart.specification) {
            line["encoding"] = encoding_of(drawn);
            line["sort"] = sorts_of(drawn);
        }
        if (!drawn.chart.note.empty()) line["note"] = drawn.chart.note;
    } catch (const Error& error) {
        line["error"] = error.code();
    }
    return json::serialize(line);
}

std::string specification_text(const Chart& chart) {
    return chart.specification ? json::serialize(*chart.specification) : "null";
}

}  // namespace parlance::ask
