#include "ask/totals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace parlance::ask {

namespace {

/// The least value that is not below this share of all; 0 of nothing.
double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

/// Sums of dollars are sums of millionths.
double rounded(double dollars) {
    constexpr double millionths = 1e6;
    return std::round(dollars * millionths) / millionths;
}

void count(EvaluationTotals& totals, const Mark& mark) {
    ++totals.questions;
    totals.answered += mark.outcome == MarkOutcome::answered ? 1 : 0;
    totals.failed += mark.outcome == MarkOutcome::failed ? 1 : 0;
    totals.good += mark.grade == Grade::good ? 1 : 0;
    totals.bad += mark.grade == Grade::bad ? 1 : 0;
    totals.needs_review += mark.grade == Grade::needs_review ? 1 : 0;
    for (const ModelCall& call : mark.calls) {
        totals.input_tokens += call.input_tokens;
        totals.output_tokens += call.output_tokens;
        totals.cost += call.cost.value_or(0);
        totals.cost_is_whole = totals.cost_is_whole && call.cost;
    }
}

struct RoleMarks {
    RoleTotals totals;
    std::vector<double> ms;
};

void count(RoleMarks& role, const ModelCall& call) {
    RoleTotals& totals = role.totals;
    const bool known = totals.calls == 0 || totals.cost;
    ++totals.calls;
    totals.failures += call.trouble ? 1 : 0;
    totals.remembered += call.remembered ? 1 : 0;
    totals.input_tokens += call.input_tokens;
    totals.output_tokens += call.output_tokens;
    if (known && call.cost)
        totals.cost = rounded(totals.cost.value_or(0) + *call.cost);
    else
        totals.cost.reset();
    if (!call.remembered) role.ms.push_back(call.ms);
}

std::vector<RoleTotals> roles_of(std::span<const Mark> marks) {
    std::map<std::tuple<agents::Role, std::string, std::string>, RoleMarks> roles;
    for (const Mark& mark : marks) {
        for (const ModelCall& call : mark.calls) {
            RoleMarks& role = roles[{call.role, call.provider, call.model}];
            role.totals.role = call.role;
            role.totals.provider = call.provider;
            role.totals.model = call.model;
            count(role, call);
        }
    }
    std::vector<RoleTotals> made;
    for (auto& [key, role] : roles) {
        role.totals.p50_ms = percentile(role.ms, 0.5);
        role.totals.p95_ms = percentile(role.ms, 0.95);
        made.push_back(std::move(role.totals));
    }
    return made;
}

int rank(const Mark& mark) {
    if (mark.grade) return *mark.grade == Grade::good ? 2 : *mark.grade == Grade::bad ? 0 : 1;
    return mark.outcome == MarkOutcome::answered ? 1 : 0;
}

MarkPair pair_of(const Mark& before, const Mark& after) {
    const int step = rank(after) - rank(before);
    return {
        .id = after.id,
        .question = after.question,
        .change = step > 0   ? MarkChange::better
                  : step < 0 ? MarkChange::worse
                             : MarkChange::same,
        .before = before.grade,
        .after = after.grade,
        .outcome_before = before.outcome,
        .outcome_after = after.outcome,
        .sql_differs = before.sql != after.sql,
    };
}

void count(EvaluationComparison& made, const MarkPair& pair) {
    made.better += pair.change == MarkChange::better ? 1 : 0;
    made.worse += pair.change == MarkChange::worse ? 1 : 0;
    made.same += pair.change == MarkChange::same ? 1 : 0;
}

/// How many of the pairs have the grade before, and after.
std::pair<std::int64_t, std::int64_t> graded(const EvaluationComparison& compared, Grade grade) {
    return {
        std::ranges::count(compared.pairs, std::optional(grade), &MarkPair::before),
        std::ranges::count(compared.pairs, std::optional(grade), &MarkPair::after)
    };
}

}  // namespace

EvaluationTotals totals_of(std::span<const Mark> marks) {
    EvaluationTotals totals;
    std::vector<double> ms;
    for (const Mark& mark : marks) {
        count(totals, mark);
        ms.push_back(mark.ms);
    }
    const std::int64_t graded = totals.good + totals.bad + totals.needs_review;
    const auto share = [](std::int64_t part, std::int64_t all) {
        return static_cast<double>(part) / static_cast<double>(all);
    };
    if (graded > 0) totals.accuracy = share(totals.good, graded);
    if (totals.questions > 0) totals.coverage = share(totals.answered, totals.questions);
    totals.cost = rounded(totals.cost);
    totals.p50_ms = percentile(ms, 0.5);
    totals.p95_ms = percentile(std::move(ms), 0.95);
    totals.roles = roles_of(marks);
    return totals;
}

EvaluationComparison compare(std::span<const Mark> before, std::span<const Mark> after) {
    EvaluationComparison made{.before = totals_of(before), .after = totals_of(after)};
    std::map<std::string, const Mark*> earlier;
    for (const Mark& mark : before)
        earlier.emplace(mark.id, &mark);
    for (const Mark& mark : after) {
        const auto found = earlier.find(mark.id);
        if (found == earlier.end()) {
            made.only_after.push_back(mark.id);
            continue;
        }
        made.pairs.push_back(pair_of(*found->second, mark));
        count(made, made.pairs.back());
        earlier.erase(found);
    }
    for (const Mark& mark : before) {
        if (earlier.contains(mark.id)) made.only_before.push_back(mark.id);
    }
    const auto place = [](const MarkPair& pair) {
        return pair.change == MarkChange::worse ? 0 : pair.change == MarkChange::better ? 1 : 2;
    };
    std::ranges::sort(made.pairs, {}, [&](const MarkPair& pair) {
        return std::tuple(place(pair), pair.id);
    });
    return made;
}

std::vector<GradeReason> reasons_against(const EvaluationComparison& compared) {
    std::vector<GradeReason> reasons;
    if (!compared.only_before.empty())
        reasons.push_back(
            {"questions_missing",
             fmt::format(
                 "{} of its questions are not in this evaluation.", compared.only_before.size()
             )}
        );
    const auto [good_before, good_after] = graded(compared, Grade::good);
    if (good_after < good_before)
        reasons.push_back(
            {"fewer_good",
             fmt::format("{} questions are good; they were {}.", good_after, good_before)}
        );
    const auto [bad_before, bad_after] = graded(compared, Grade::bad);
    if (bad_after > bad_before)
        reasons.push_back(
            {"more_bad", fmt::format("{} questions are bad; they were {}.", bad_after, bad_before)}
        );
    return reasons;
}

}  // namespace parlance::ask
