#include "ask/examine.hpp"

#include "base/error.hpp"
#include "base/stopwatch.hpp"
#include "guard/approve.hpp"
#include "sql/parse.hpp"

#include <algorithm>
#include <expected>
#include <utility>

namespace parlance::ask {

namespace {

using MaybeGiven = std::expected<Given, std::string>;  // or the code of what failed

MarkOutcome mark_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::answered:
            return MarkOutcome::answered;
        case Outcome::clarify:
            return MarkOutcome::clarify;
        case Outcome::unanswerable:
            break;
    }
    return MarkOutcome::unanswerable;
}

ModelCall model_call(const Step& step) {
    constexpr double dollar = 1e6;  // in millionths
    ModelCall made{
        .role = step.role,
        .task = step.task,
        .provider = step.provider,
        .model = step.model,
        .input_tokens = step.usage.input,
        .cached_tokens = step.usage.cached,
        .output_tokens = step.usage.output,
        .ms = step.ms,
        .remembered = step.remembered,
    };
    if (step.cost) made.cost = static_cast<double>(*step.cost) / dollar;
    if (!step.trouble.empty()) made.trouble = step.trouble;
    return made;
}

void note(Mark& mark, const Answer& answer) {
    mark.outcome = mark_outcome(answer.outcome);
    mark.confidence = answer.confidence;
    if (answer.outcome == Outcome::answered) mark.sql = answer.ask;
}

guard::ApprovedQuery approve(const catalog::View& view, const std::string& sql) {
    guard::Policy policy = view.policy;
    policy.limits.rows_max = std::min(policy.limits.rows_max, compared_rows_max);
    return guard::approve(sql, *view.schema, policy);
}

/// All rows of the statement that are compared. Being stopped is thrown.
Task<MaybeGiven> rows_of(
    const catalog::View& view,
    std::string sql,
    connectors::RunContext context,
    std::optional<guard::ApprovedQuery>& ran,
    std::stop_token stop
) {
    try {
        ran = approve(view, sql);
        Collected rows;
        const RunSummary run = co_await view.source->run(*ran, rows, std::move(context), stop);
        co_return Given{.result = std::move(rows.result), .truncated = run.truncated};
    } catch (const Error& error) {
        if (stop.stop_requested()) throw;
        co_return std::unexpected(error.code());
    }
}

Graded graded(
    const Mark& mark,
    const Answer& answer,
    const MaybeGiven& right,
    const MaybeGiven& mine,
    bool ordered
) {
    if (mark.outcome == MarkOutcome::failed) return grade_failed(*mark.failure);
    if (answer.outcome != Outcome::answered) return grade_unanswered(answer.outcome);
    if (!right) return grade_without_right(right.error());
    if (!mine) return grade_failed(mine.error());
    return grade(*right, *mine, ordered);
}

/// What the answer gave; asked once more where it was cut for showing.
Task<MaybeGiven> given_by(
    const catalog::View& view,
    Answer& answer,
    const connectors::RunContext& context,
    std::stop_token stop
) {
    if (answer.outcome != Outcome::answered) co_return Given{.result = ResultSet()};
    std::optional<guard::ApprovedQuery> ran;
    if (answer.run.truncated && answer.ask)
        co_return co_await rows_of(view, *answer.ask, context, ran, std::move(stop));
    co_return Given{.result = std::move(answer.result), .truncated = answer.run.truncated};
}

}  // namespace

std::vector<ModelCall> calls_of(const Answer& answer) {
    std::vector<ModelCall> calls;
    std::ranges::transform(answer.work.steps, std::back_inserter(calls), model_call);
    return calls;
}

bool is_ordered(const std::string& sql) {
    try {
        return !sql::parse(sql).order_by.empty();
    } catch (const Error&) {
        return false;  // written in the source's own habits, which `approve` knows
    }
}

Task<Graded> grade_sql(
    catalog::View view,
    std::string mine,
    std::string right,
    bool ordered,
    std::stop_token stop
) {
    std::optional<guard::ApprovedQuery> ran;
    const MaybeGiven wanted = co_await rows_of(view, std::move(right), {}, ran, stop);
    if (!wanted) co_return grade_without_right(wanted.error());
    const MaybeGiven got = co_await rows_of(view, std::move(mine), {}, ran, stop);
    if (!got) co_return grade_failed(got.error());
    co_return grade(*wanted, *got, ordered);
}

Task<void> examine(
    Examined& made,
    catalog::View view,
    Asked asked,
    std::string right_sql,
    std::stop_token stop
) {
    made.mark.question = asked.question;
    const connectors::RunContext context = asked.context;
    const Stopwatch watch;
    try {
        Progress unheard;
        co_await answer_into(made.answer, view, std::move(asked), unheard, stop);
        note(made.mark, made.answer);
    } catch (const Error& error) {
        if (stop.stop_requested()) throw;
        made.mark.failure = error.code();
    }
    made.mark.ms = watch.ms();
    made.mark.calls = calls_of(made.answer);
    if (right_sql.empty()) co_return;
    const MaybeGiven right = co_await rows_of(view, right_sql, context, made.right, stop);
    const MaybeGiven mine = co_await given_by(view, made.answer, context, stop);
    Graded result = graded(made.mark, made.answer, right, mine, is_ordered(right_sql));
    made.mark.right_sql = std::move(right_sql);
    made.mark.grade = result.grade;
    made.mark.reasons = std::move(result.reasons);
}

}  // namespace parlance::ask
