#include "ask/evaluation.hpp"

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
std::optional<std::string>
first_runnable(const engine::Answered& answered, const catalog::View& view, double& confidence) {
    for (const engine::Reading& reading : answered.readings) {
        try {
            (void)guard::approve(reading.query, *view.schema, view.policy);
            confidence = reading.confidence;
            return sql::render(reading.query, view.schema->dialect);
        } catch (const Error&) {
            continue;
        }
    }
    return std::nullopt;
}

void fill(Prediction& made, const engine::Understanding& understanding, const catalog::View& view) {
    if (const auto* answered = std::get_if<engine::Answered>(&understanding)) {
        made.sql = first_runnable(*answered, view, made.confidence);
        made.outcome = made.sql ? "answered" : "error";
    } else {
        made.outcome =
            std::holds_alternative<engine::Clarification>(understanding) ? "clarify" : "abstain";
    }
}

}  // namespace

EvalRow read_eval_row(std::string_view line) {
    boost::system::error_code failed;
    const json::value value = json::parse(line, failed);
    if (failed || !value.is_object()) throw bad_row("is not a JSON object.");
    const json::object& row = value.get_object();
    EvalRow read{text_of(row, "id"), text_of(row, "question"), text_of(row, "db"), std::nullopt};
    if (row.contains("clock")) read.now = read_clock(text_of(row, "clock"));
    return read;
}

Prediction predict(const EvalRow& row, const catalog::View& view) {
    const Stopwatch watch;
    Prediction made;
    made.id = row.id;
    try {
        fill(
            made,
            engine::understand({row.question, row.now.value_or(system_now())}, *view.pack),
            view
        );
    } catch (const Error&) {
        made.outcome = "error";
    }
    made.ms = watch.ms();
    return made;
}

std::string write(const Prediction& prediction) {
    const std::string sql = prediction.sql ? json::serialize(json::value(*prediction.sql)) : "null";
    return fmt::format(
        R"({{"id":{},"sql":{},"outcome":"{}","confidence":{:.4f},"ms":{:.3f}}})",
        json::serialize(json::value(prediction.id)),
        sql,
        prediction.outcome,
        prediction.confidence,
        prediction.ms
    );
}

}  // namespace parlance::ask
