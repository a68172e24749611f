#pragma once

#include "ask/mark.hpp"

#include <span>

/// What the marks of an evaluation come to, and whether one evaluation is worse than another.
namespace parlance::ask {

/// What one model did in one role.
struct RoleTotals {
    agents::Role role = agents::Role::sql;
    std::string provider;
    std::string model;
    std::int64_t calls = 0;
    std::int64_t failures = 0;
    std::int64_t remembered = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    std::optional<double> cost;
    double p50_ms = 0;
    double p95_ms = 0;
};
BOOST_DESCRIBE_STRUCT(
    RoleTotals,
    (),
    (role,
     provider,
     model,
     calls,
     failures,
     remembered,
     input_tokens,
     output_tokens,
     cost,
     p50_ms,
     p95_ms)
)
constexpr auto notes(const RoleTotals*) {
    return std::array{
        json::note("failures", "Calls that came to nothing."),
        json::note("remembered", "Replies out of Parlance's own cache; no part of the times."),
        json::note("cost", "In US dollars; missing when the price is unknown."),
        json::note("p50_ms", "Half of the calls took no longer."),
        json::note("p95_ms", "95 % of the calls took no longer."),
    };
}

struct EvaluationTotals {
    std::int64_t questions = 0;
    std::int64_t answered = 0;
    std::int64_t failed = 0;
    std::int64_t good = 0;
    std::int64_t bad = 0;
    std::int64_t needs_review = 0;
    std::optional<double> accuracy;
    double coverage = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    double cost = 0;
    bool cost_is_whole = true;
    double p50_ms = 0;
    double p95_ms = 0;
    std::vector<RoleTotals> roles;
};
BOOST_DESCRIBE_STRUCT(
    EvaluationTotals,
    (),
    (questions,
     answered,
     failed,
     good,
     bad,
     needs_review,
     accuracy,
     coverage,
     input_tokens,
     output_tokens,
     cost,
     cost_is_whole,
     p50_ms,
     p95_ms,
     roles)
)
constexpr auto notes(const EvaluationTotals*) {
    return std::array{
        json::note("accuracy", "Good ones among those with a grade; missing when none has one."),
        json::note("coverage", "The share of questions that were answered, 0 to 1."),
        json::note("cost", "In US dollars, as far as prices are known."),
        json::note("cost_is_whole", "Whether the prices of all calls are known."),
        json::note("p50_ms", "Half of the questions took no longer."),
        json::note("p95_ms", "95 % of the questions took no longer."),
        json::note("roles", "By role, provider and model."),
    };
}

[[nodiscard]] EvaluationTotals totals_of(std::span<const Mark> marks);

enum class MarkChange : std::uint8_t { better, worse, same };
BOOST_DESCRIBE_ENUM(MarkChange, better, worse, same)

/// One question in two evaluations.
struct MarkPair {
    std::string id;
    std::string question;
    MarkChange change = MarkChange::same;
    std::optional<Grade> before;
    std::optional<Grade> after;
    MarkOutcome outcome_before = MarkOutcome::failed;
    MarkOutcome outcome_after = MarkOutcome::failed;
    bool sql_differs = false;
};
BOOST_DESCRIBE_STRUCT(
    MarkPair,
    (),
    (id, question, change, before, after, outcome_before, outcome_after, sql_differs)
)
constexpr auto notes(const MarkPair*) {
    return std::array{
        json::note("change", "Good is better than needs_review, and that better than bad.")
    };
}

struct EvaluationComparison {
    std::int64_t better = 0;
    std::int64_t worse = 0;
    std::int64_t same = 0;
    std::vector<std::string> only_before;
    std::vector<std::string> only_after;
    std::vector<MarkPair> pairs;
    EvaluationTotals before;
    EvaluationTotals after;
};
BOOST_DESCRIBE_STRUCT(
    EvaluationComparison,
    (),
    (better, worse, same, only_before, only_after, pairs, before, after)
)
constexpr auto notes(const EvaluationComparison*) {
    return std::array{
        json::note("only_before", "Ids of questions that only the first has."),
        json::note("only_after", "Ids of questions that only the second has."),
        json::note("pairs", "What both have: the worse ones first, then the better ones."),
    };
}

/// `after` beside `before`, question by question.
[[nodiscard]] EvaluationComparison
compare(std::span<const Mark> before, std::span<const Mark> after);

/// Why `after` must not take the place of `before`: a question of it is missing, fewer of both are
/// good, or more are bad. Empty: it may.
[[nodiscard]] std::vector<GradeReason> reasons_against(const EvaluationComparison& compared);

}  // namespace parlance::ask
