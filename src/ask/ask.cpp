#include "ask/ask.hpp"

#include "ask/chart.hpp"
#include "ask/chart_words.hpp"
#include "ask/choice.hpp"
#include "ask/journal.hpp"
#include "ask/refinement.hpp"
#include "ask/verified.hpp"
#include "base/error.hpp"
#include "base/stopwatch.hpp"
#include "engine/recall.hpp"
#include "engine/text.hpp"
#include "engine/understand.hpp"
#include "guard/approve.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace parlance::ask {

Task<void> Progress::started(std::string_view) {
    co_return;
}
Task<void> Progress::done(std::string_view, double) {
    co_return;
}

namespace {

/// Rows that are shown with an answer; who wants all of them runs the SQL.
constexpr std::int64_t answer_rows_max = 1'000;
constexpr std::size_t readings_tried_max = 3;

bool looks_like_sql(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n(");
    if (begin == std::string_view::npos) return false;
    std::string word;
    for (const char letter : text.substr(begin, 7))
        word.push_back(
            static_cast<unsigned char>(letter) <= ' ' ? ' ' : static_cast<char>(letter | 0x20)
        );
    constexpr std::array<std::string_view, 6> begins{
        "select ", "with ", "values", "table ", "copy ", "explain"
    };
    return std::ranges::any_of(begins, [&](auto each) { return word.starts_with(each); });
}

/// Signs that English does not use: "Select all products" is a statement too, and means none.
bool has_signs_of_sql(std::string_view text) {
    return text.find_first_of("*()=<>;,\"") != std::string_view::npos;
}

bool names_nothing_here(const Error& error) {
    return error.code() == "sql_unknown_table" || error.code() == "sql_unknown_column";
}

/// A question that is SQL already is a reading of its own, written by the person. What does not
/// parse, or names nothing here and looks like English, is left to the engine.
std::optional<engine::Reading> as_sql(std::string_view text, const catalog::View& view) {
    if (!looks_like_sql(text)) return std::nullopt;
    try {
        engine::Reading reading;
        reading.query = sql::parse(text);
        if (!has_signs_of_sql(text)) (void)guard::approve(reading.query, *view.schema, view.policy);
        reading.confidence = 1;
        reading.explanation = engine::explain(reading.query, *view.schema);
        return reading;
    } catch (const Error& error) {
        const bool english = names_nothing_here(error) && !has_signs_of_sql(text);
        if (english || error.code() == "sql_syntax") return std::nullopt;
        throw;
    }
}

/// Understands what may be a follow-up, and notes how it was taken. `asked.chart` becomes the chart
/// that it wants.
engine::Understanding refined(Asked& asked, const catalog::View& view, Answer& answer) {
    const engine::Question said{without_chart(asked.question), asked.now, asked.without};
    // What somebody has confirmed stands by itself.
    if (!asked.taken && engine::recall(said, *view.pack)) asked.taken = engine::Taken::new_question;
    Refined made = refine_charted(
        {asked.question, asked.now, asked.without},
        asked.earlier,
        *view.pack,
        asked.taken,
        asked.chart
    );
    asked.chart = made.chart;
    answer.refinement = Refinement{
        .taken = made.meaning.taken,
        .could_be_other = made.meaning.could_be_other,
        .changes = std::move(made.meaning.changes),
        .diff = {}
    };
    if (made.meaning.taken == engine::Taken::follow_up)
        return std::move(made.meaning.understanding);
    return with_verified(std::move(made.meaning.understanding), said, *view.pack);
}

bool choosable(const engine::Reading& reading, Dialect dialect) {
    try {
        static_cast<void>(sql::render(reading.query, dialect));
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// The reading of the question before that the person chooses in words. Who chooses has read what
/// it means, so nothing is in doubt any more.
std::optional<engine::Reading> as_choice(const Asked& asked, const catalog::View& view) {
    if (!asked.asked_back) return std::nullopt;
    engine::Question said = *asked.asked_back;
    said.text = without_chart(said.text);
    engine::Understanding before =
        asked.earlier.empty() ? engine::understand(said, *view.pack)
                              : engine::refine(said, asked.earlier, *view.pack).understanding;
    auto* const several = std::get_if<engine::Clarification>(&before);
    if (several == nullptr) return std::nullopt;
    // Only those that the source can run were shown.
    std::erase_if(several->options, [&](const engine::Reading& each) {
        return !choosable(each, view.schema->dialect);
    });
    const auto place = chosen(asked.question, several->options);
    if (!place) return std::nullopt;
    engine::Reading reading = std::move(several->options[*place]);
    reading.confidence = 1;
    reading.provenance.clear();  // its words are those of the question before
    return reading;
}

engine::Understanding understand(Asked& asked, const catalog::View& view, Answer& answer) {
    const Stopwatch watch;
    engine::Understanding result;
    if (auto written = as_sql(asked.question, view)) {
        answer.author = Author::person;
        result = engine::Answered{{std::move(*written)}};
    } else if (auto meant = as_choice(asked, view)) {
        result = engine::Answered{{std::move(*meant)}};
    } else if (!asked.earlier.empty()) {
        result = refined(asked, view, answer);
    } else {
        const engine::Question said{without_chart(asked.question), asked.now, asked.without};
        result = with_verified(engine::understand(said, *view.pack), said, *view.pack);
    }
    answer.timings.understand_ms = watch.ms();
    return result;
}

Alternative alternative(const engine::Reading& reading, Dialect dialect) {
    return {
        .sql = sql::pretty(reading.query, dialect),
        .ask = sql::render(reading.query, Dialect::postgres),
        .explanation = reading.explanation,
        .confidence = reading.confidence,
    };
}

/// The readings that the source can run, as choices; one that its dialect cannot express is left
/// out.
std::vector<Alternative> alternatives(std::span<const engine::Reading> readings, Dialect dialect) {
    std::vector<Alternative> made;
    for (const engine::Reading& reading : readings) {
        if (choosable(reading, dialect)) made.push_back(alternative(reading, dialect));
    }
    return made;
}

/// The first reading that the guard approves. When none is, the best one's refusal is what the
/// person hears.
std::pair<std::size_t, guard::ApprovedQuery>
approve_first(const std::vector<engine::Reading>& readings, const catalog::View& view) {
    guard::Policy policy = view.policy;
    policy.limits.rows_max = std::min(policy.limits.rows_max, answer_rows_max);
    std::optional<Error> refusal;
    for (std::size_t index = 0; index < std::min(readings.size(), readings_tried_max); ++index) {
        try {
            return {index, guard::approve(readings[index].query, *view.schema, policy)};
        } catch (const Error& error) {
            if (!refusal) refusal = error;
        }
    }
    throw refusal.value_or(Error(Failure::internal, "internal", "The question has no reading."));
}

/// The SQL beside that of the answer before. One that the dialect cannot say is not compared.
void compare(Answer& answer, const Asked& asked) {
    if (!answer.refinement || answer.refinement->taken != engine::Taken::follow_up) return;
    try {
        const std::string before = sql::pretty(asked.earlier.back().query, answer.dialect);
        answer.refinement->diff = diff_of(before, *answer.sql);
    } catch (const Error&) {
        answer.refinement->diff.clear();
    }
}

void describe(Answer& answer, const engine::Reading& reading, const guard::ApprovedQuery& query) {
    answer.outcome = Outcome::answered;
    if (answer.author != Author::person)
        answer.author = is_verified(reading) ? Author::verified : Author::builtin;
    answer.sql = sql::pretty(reading.query, query.dialect());
    answer.ask = sql::render(reading.query, Dialect::postgres);
    answer.executed_sql = query.text();
    answer.tables = tables_of(query);
    answer.masked_columns = masked_columns_of(query);
    answer.policies = policies_of(query);
    answer.explanation = reading.explanation;
    answer.confidence = reading.confidence;
    answer.assumptions = reading.assumptions;
    answer.provenance = reading.provenance;
    answer.unexplained = reading.unexplained;
}

Task<void> run(
    const catalog::View& view,
    guard::ApprovedQuery query,
    const Asked& asked,
    Answer& answer,
    std::stop_token stop
) {
    const Stopwatch watch;
    Collected rows;
    answer.run = co_await view.source->run(std::move(query), rows, asked.context, stop);
    answer.result = std::move(rows.result);
    answer.timings.execute_ms = watch.ms();
}

/// The chart of the result. One that was asked for and does not fit is told.
void add_chart(Answer& answer, const Asked& asked, const sql::Query& written) {
    const std::optional<ChartKind> wanted = answer.refinement ? asked.chart : std::nullopt;
    Chart chart = chart_for(answer.result, written, answer.question, wanted);
    answer.chart = std::move(chart.specification);
    if (!chart.note.empty()) answer.assumptions.push_back({"other_chart", std::move(chart.note)});
}

/// The best reading that the guard approves, run. What is left are the readings behind it.
Task<void> run_best(
    std::vector<engine::Reading>& readings,
    const catalog::View& view,
    const Asked& asked,
    Answer& answer,
    Progress& progress,
    std::stop_token stop
) {
    co_await progress.started("guard");
    const Stopwatch watch;
    auto [chosen, query] = approve_first(readings, view);
    describe(answer, readings[chosen], query);
    const sql::Query written = std::move(readings[chosen].query);
    compare(answer, asked);
    readings.erase(readings.begin(), readings.begin() + static_cast<std::ptrdiff_t>(chosen) + 1);
    answer.alternatives = alternatives(readings, answer.dialect);
    answer.timings.guard_ms += watch.ms();
    co_await progress.done("guard", answer.timings.guard_ms);

    co_await progress.started("execute");
    co_await run(view, std::move(query), asked, answer, stop);
    co_await progress.done("execute", answer.timings.execute_ms);
    add_chart(answer, asked, written);
}

/// The database did not like the statement itself: another one may do.
bool may_be_reworded(const Error& error) {
    return error.code() == "query_bad_values" || error.code() == "database_failed";
}

/// Runs the best reading; when the database cannot compute it, the next one, and says so. When it
/// can compute none, the person hears what it said to the best.
Task<void> answer_from(
    std::vector<engine::Reading> readings,
    const catalog::View& view,
    const Asked& asked,
    Answer& answer,
    Progress& progress,
    std::stop_token stop
) {
    std::optional<Error> first;
    for (std::size_t tries = 1; true; ++tries) {
        try {
            co_await run_best(readings, view, asked, answer, progress, stop);
            break;
        } catch (const Error& error) {
            if (!first) first = error;
            if (readings.empty() || tries == readings_tried_max || !may_be_reworded(error))
                throw Error(*first);
        }
    }
    if (first)
        answer.assumptions.push_back(
            {"other_reading", "a likelier reading is one that the database could not compute"}
        );
}

/// Notes the lines of each choice's SQL that another one does not have.
void note_differences(std::vector<Alternative>& choices) {
    for (Alternative& choice : choices) {
        for (const std::string_view line : engine::split(choice.sql, '\n')) {
            const bool shared = std::ranges::all_of(choices, [&](const Alternative& other) {
                const auto lines = engine::split(other.sql, '\n');
                return std::ranges::find(lines, line) != lines.end();
            });
            if (!shared) choice.differs.emplace_back(engine::trimmed(line));
        }
    }
}

void tell(const engine::Clarification& back, Answer& answer) {
    answer.outcome = Outcome::clarify;
    answer.clarification = back.question;
    answer.options = alternatives(back.options, answer.dialect);
    note_differences(answer.options);
    for (const engine::Reading& option : back.options) {
        answer.confidence = std::max(answer.confidence, option.confidence);
    }
}

void tell(const engine::Unanswerable& why, Answer& answer) {
    answer.outcome = Outcome::unanswerable;
    answer.reason = why.reason;
    answer.missing = why.missing;
    answer.suggestions = why.suggestions;
}

}  // namespace

Task<Answer> answer(catalog::View view, Asked asked, Progress& progress, std::stop_token stop) {
    const Stopwatch watch;
    Answer answer;
    answer.question = asked.question;
    answer.dialect = view.schema->dialect;

    co_await progress.started("understand");
    engine::Understanding understanding = understand(asked, view, answer);
    co_await progress.done("understand", answer.timings.understand_ms);

    if (auto* answered = std::get_if<engine::Answered>(&understanding)) {
        co_await answer_from(std::move(answered->readings), view, asked, answer, progress, stop);
    } else if (const auto* back = std::get_if<engine::Clarification>(&understanding)) {
        tell(*back, answer);
    } else {
        tell(std::get<engine::Unanswerable>(understanding), answer);
    }
    answer.timings.total_ms = watch.ms();
    co_return answer;
}

}  // namespace parlance::ask
