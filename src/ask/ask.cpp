#include "ask/ask.hpp"

#include "ask/cascade.hpp"
#include "ask/chart.hpp"
#include "ask/chart_words.hpp"
#include "ask/choice.hpp"
#include "ask/journal.hpp"
#include "ask/refinement.hpp"
#include "ask/telling.hpp"
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

    if (asked.dry) co_return;
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

/// Answers with what the engine understood.
Task<void> answer_alone(
    engine::Understanding understanding,
    const catalog::View& view,
    const Asked& asked,
    Answer& answer,
    Progress& progress,
    std::stop_token stop
) {
    if (auto* answered = std::get_if<engine::Answered>(&understanding)) {
        co_await answer_from(std::move(answered->readings), view, asked, answer, progress, stop);
    } else if (const auto* back = std::get_if<engine::Clarification>(&understanding)) {
        tell(*back, answer);
    } else {
        tell(std::get<engine::Unanswerable>(understanding), answer);
    }
}

Note no_models() {
    return {
        "llm_not_configured",
        "The built-in engine answers alone. An administrator can add language models, which "
        "understand more, under Models."
    };
}

}  // namespace

Task<Answer> answer(catalog::View view, Asked asked, Progress& progress, std::stop_token stop) {
    Answer made;
    co_await answer_into(made, std::move(view), std::move(asked), progress, std::move(stop));
    co_return made;
}

Task<void> answer_into(
    Answer& answer,
    catalog::View view,
    Asked asked,
    Progress& progress,
    std::stop_token stop
) {
    const Stopwatch watch;
    answer.question = asked.question;
    answer.dialect = view.schema->dialect;

    co_await progress.started("understand");
    engine::Understanding understanding = understand(asked, view, answer);
    co_await progress.done("understand", answer.timings.understand_ms);

    const bool told =
        wants_models(asked, understanding, answer) &&
        co_await answer_with_models(view, asked, understanding, answer, progress, stop);
    if (!told) co_await answer_alone(std::move(understanding), view, asked, answer, progress, stop);
    if (!asked.agency && answer.outcome != Outcome::answered) answer.notes.push_back(no_models());
    answer.timings.total_ms = watch.ms();
}

}  // namespace parlance::ask
