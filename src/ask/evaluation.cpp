#include "ask/evaluation.hpp"

#include "ask/chart.hpp"
#include "ask/refinement.hpp"
#include "base/error.hpp"
#include "base/stopwatch.hpp"
#include "engine/understand.hpp"
#include "guard/approve.hpp"
#include "sql/render.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <cstdio>

namespace parlance::ask {

namespace json = boost::json;

namespace {

Error bad_row(const std::string& what) {
    return {Failure::invalid, "suite_row", "A row of the suite " + what};
}

std::string text_of(const json::object& row, std::string_view key) {
    const json::value* found = row.if_contains(key);
    if (found == nullptr || !found->is_string())
        throw bad_row("has no text field `" + std::string(key) + "`.");
    return std::string(found->get_string());
}

/// `2025-06-30 12:00:00`, in UTC.
Instant read_clock(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    // NOLINTNEXTLINE(cert-err34-c): the count says whether it was read
    const int read = std::sscanf(
        text.c_str(), "%d-%u-%u%*1[ T]%d:%d:%d", &year, &month, &day, &hour, &minute, &second
    );
    const std::chrono::year_month_day date{
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)
    };
    if (read < 3 || !date.ok()) throw bad_row("has a clock that is not `YYYY-MM-DD HH:MM:SS`.");
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

/// The first reading that the guard approves and the dialect can express: what the product would
/// run.
const engine::Reading* first_runnable(
    const engine::Answered& answered,
    const catalog::View& view,
    std::optional<std::string>& sql
) {
    for (const engine::Reading& reading : answered.readings) {
        try {
            (void)guard::approve(reading.query, *view.schema, view.policy);
            sql = sql::render(reading.query, view.schema->dialect);
            return &reading;
        } catch (const Error&) {
            continue;
        }
    }
    return nullptr;
}

/// Fills in what was made of the question; the reading that a follow-up would change, if any.
const engine::Reading*
fill(Prediction& made, const engine::Understanding& understanding, const catalog::View& view) {
    if (const auto* answered = std::get_if<engine::Answered>(&understanding)) {
        const engine::Reading* reading = first_runnable(*answered, view, made.sql);
        if (reading != nullptr) made.confidence = reading->confidence;
        made.outcome = reading != nullptr ? "answered" : "error";
        return reading;
    }
    made.outcome =
        std::holds_alternative<engine::Clarification>(understanding) ? "clarify" : "abstain";
    return nullptr;
}

}  // namespace

EvalRow read_eval_row(std::string_view line) {
    boost::system::error_code failed;
    const json::value value = json::parse(line, failed);
    if (failed || !value.is_object()) throw bad_row("is not a JSON object.");
    const json::object& row = value.get_object();
    EvalRow read{
        .id = text_of(row, "id"), .question = text_of(row, "question"), .db = text_of(row, "db")
    };
    if (row.contains("clock")) read.now = read_clock(text_of(row, "clock"));
    const json::value* previous = row.if_contains("previous");
    if (previous != nullptr && previous->is_string()) read.previous = text_of(row, "previous");
    if (const json::value* dialogue = row.if_contains("dialogue"))
        read.dialogue = json::serialize(*dialogue);
    return read;
}

const std::vector<engine::Turn>& Evaluation::before(const EvalRow& row) const {
    static const std::vector<engine::Turn> none;
    const bool chained = !row.previous.empty();
    const auto& known = chained ? by_id_ : by_dialogue_;
    const auto found = known.find(chained ? row.previous : row.dialogue);
    return found == known.end() ? none : found->second;
}

void Evaluation::remember(const EvalRow& row, std::vector<engine::Turn> turns) {
    if (!row.dialogue.empty()) by_dialogue_[row.dialogue] = turns;
    by_id_[row.id] = std::move(turns);
}

Prediction Evaluation::predict(const EvalRow& row, const catalog::View& view) {
    const Stopwatch watch;
    Prediction made;
    made.id = row.id;
    if (const auto kind = chart_named(row.question)) made.chart = words_of(*kind);
    std::vector<engine::Turn> turns = before(row);
    try {
        const engine::Question said{row.question, row.now.value_or(system_now())};
        const Refined refined = refine_charted(said, turns, *view.pack, {}, {});
        if (refined.chart) made.chart = words_of(*refined.chart);
        const engine::Reading* reading = fill(made, refined.meaning.understanding, view);
        if (reading != nullptr)
            turns.push_back({row.question, reading->query, reading->confidence});
    } catch (const Error&) {
        made.outcome = "error";
    }
    remember(row, std::move(turns));
    made.ms = watch.ms();
    return made;
}

std::string write(const Prediction& prediction) {
    const std::string sql = prediction.sql ? json::serialize(json::value(*prediction.sql)) : "null";
    const std::string chart =
        prediction.chart.empty() ? "" : fmt::format(R"("chart":"{}",)", prediction.chart);
    return fmt::format(
        R"({{"id":{},"sql":{},"outcome":"{}",{}"confidence":{:.4f},"ms":{:.3f}}})",
        json::serialize(json::value(prediction.id)),
        sql,
        prediction.outcome,
        chart,
        prediction.confidence,
        prediction.ms
    );
}

}  // namespace parlance::ask
