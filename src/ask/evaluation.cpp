#include "ask/evaluation.hpp"

#include "ask/ask.hpp"
#include "ask/chart.hpp"
#include "ask/examine.hpp"
#include "ask/refinement.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/stopwatch.hpp"
#include "engine/understand.hpp"
#include "guard/approve.hpp"
#include "sql/parse.hpp"
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
const engine::Reading*
first_runnable(const engine::Answered& answered, const catalog::View& view, Prediction& made) {
    for (const engine::Reading& reading : answered.readings) {
        try {
            (void)guard::approve(reading.query, *view.schema, view.policy);
            made.sql = sql::render(reading.query, view.schema->dialect);
            made.ask = sql::render(reading.query, Dialect::postgres);
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
        const engine::Reading* reading = first_runnable(*answered, view, made);
        if (reading != nullptr) made.confidence = reading->confidence;
        made.outcome = reading != nullptr ? "answered" : "error";
        return reading;
    }
    made.outcome =
        std::holds_alternative<engine::Clarification>(understanding) ? "clarify" : "abstain";
    return nullptr;
}

void note(Prediction& made, const Answer& answer) {
    made.confidence = answer.confidence;
    made.outcome = answer.outcome == Outcome::answered  ? "answered"
                   : answer.outcome == Outcome::clarify ? "clarify"
                                                        : "abstain";
    if (answer.outcome != Outcome::answered) return;
    made.sql = answer.sql;
    made.ask = answer.ask;
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
    } catch (const Error& error) {
        made.outcome = "error";
        made.failure = error.code();
    }
    remember(row, std::move(turns));
    made.ms = watch.ms();
    return made;
}

Task<Prediction>
Evaluation::ask(EvalRow row, catalog::View view, std::optional<agents::Agency> agency) {
    const Stopwatch watch;
    Prediction made;
    made.id = row.id;
    std::vector<engine::Turn> turns = before(row);
    Asked asked{
        .question = row.question,
        .now = row.now.value_or(system_now()),
        .context = {"eval", {}},
        .earlier = turns,
        .agency = std::move(agency),
    };
    Answer said;
    try {
        Progress unheard;
        co_await answer_into(said, view, std::move(asked), unheard, {});
        note(made, said);
        if (made.ask) turns.push_back({row.question, sql::parse(*made.ask), made.confidence});
    } catch (const Error& error) {
        made.outcome = "error";
        made.failure = error.code();
    }
    made.ms = watch.ms();
    made.calls = calls_of(said);
    if (made.chart.empty())
        if (const auto kind = chart_named(row.question)) made.chart = words_of(*kind);
    remember(row, std::move(turns));
    co_return made;
}

std::vector<std::vector<std::size_t>> chains_of(const std::vector<EvalRow>& rows) {
    std::vector<std::vector<std::size_t>> chains;
    std::map<std::string, std::size_t> of_id;
    std::map<std::string, std::size_t> of_dialogue;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const EvalRow& row = rows[at];
        const auto before = of_id.find(row.previous);
        const auto dialogue = of_dialogue.find(row.dialogue);
        std::size_t chain = chains.size();
        if (!row.previous.empty() && before != of_id.end())
            chain = before->second;
        else if (!row.dialogue.empty() && dialogue != of_dialogue.end())
            chain = dialogue->second;
        if (chain == chains.size()) chains.emplace_back();
        chains[chain].push_back(at);
        of_id[row.id] = chain;
        if (!row.dialogue.empty()) of_dialogue[row.dialogue] = chain;
    }
    return chains;
}

Mark mark_of(const EvalRow& row, const Prediction& prediction) {
    Mark mark;
    mark.id = row.id;
    mark.question = row.question;
    mark.outcome = prediction.outcome == "answered"  ? MarkOutcome::answered
                   : prediction.outcome == "clarify" ? MarkOutcome::clarify
                   : prediction.outcome == "abstain" ? MarkOutcome::unanswerable
                                                     : MarkOutcome::failed;
    mark.failure = prediction.failure;
    mark.sql = prediction.ask;
    mark.confidence = prediction.confidence;
    mark.ms = prediction.ms;
    mark.calls = prediction.calls;
    return mark;
}

EvalGold read_eval_gold(std::string_view line, std::string_view member) {
    EvalGold gold;
    const json::value value = json::parse(line);
    const json::object& row = value.as_object();
    const auto add = [&](const json::value& sql) {
        if (sql.is_string()) gold.sql.emplace_back(sql.get_string());
    };
    if (const json::value* sql = row.if_contains(member)) add(*sql);
    const json::value* more = row.if_contains("alternatives");
    if (!gold.sql.empty() && more != nullptr && more->is_array())
        for (const json::value& each : more->get_array())
            add(each);
    const json::value* ordered = row.if_contains("ordered");
    if (ordered != nullptr && ordered->is_bool()) gold.ordered = ordered->get_bool();
    return gold;
}

Task<void> grade_mark(Mark& mark, const Prediction& made, catalog::View view, EvalGold gold) {
    if (gold.sql.empty()) co_return;
    mark.right_sql = gold.sql.front();
    Graded best =
        mark.outcome == MarkOutcome::failed
            ? grade_failed(mark.failure.value_or("no_sql"))
            : grade_unanswered(
                  mark.outcome == MarkOutcome::clarify ? Outcome::clarify : Outcome::unanswerable
              );
    const auto rank = [](Grade grade) { return grade == Grade::good ? 2 : grade != Grade::bad; };
    for (std::size_t at = 0; made.ask && at < gold.sql.size(); ++at) {
        const bool ordered = gold.ordered.value_or(is_ordered(gold.sql[at]));
        Graded each = co_await grade_sql(view, *made.ask, gold.sql[at], ordered, {});
        if (at == 0 || rank(each.grade) > rank(best.grade)) best = std::move(each);
    }
    mark.grade = best.grade;
    mark.reasons = std::move(best.reasons);
}

std::string write(const Prediction& prediction) {
    const std::string sql = prediction.sql ? json::serialize(json::value(*prediction.sql)) : "null";
    std::string more;
    if (!prediction.chart.empty()) more += fmt::format(R"("chart":"{}",)", prediction.chart);
    if (!prediction.calls.empty())
        more += fmt::format(R"("calls":{},)", parlance::json::to_text(prediction.calls));
    return fmt::format(
        R"({{"id":{},"sql":{},"outcome":"{}",{}"confidence":{:.4f},"ms":{:.3f}}})",
        json::serialize(json::value(prediction.id)),
        sql,
        prediction.outcome,
        more,
        prediction.confidence,
        prediction.ms
    );
}

}  // namespace parlance::ask
