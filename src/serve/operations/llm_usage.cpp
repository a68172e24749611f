#include "base/json.hpp"
#include "serve/llm/model_settings.hpp"
#include "serve/operations/llm.hpp"
#include "serve/operations/llm_shapes.hpp"
#include "serve/services.hpp"
#include "store/llm_spending.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <utility>

namespace parlance::serve {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::chrono::days days_max{400};

double dollars(std::int64_t millionths) {
    return static_cast<double>(millionths) / 1e6;
}

std::string text_of(sys_days day) {
    return rfc3339(day).substr(0, 10);
}

std::optional<sys_days> day_in(const std::string& text) {
    const std::optional<Instant> moment = parse_rfc3339(text + "T00:00:00Z");
    if (!moment) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(*moment);
}

struct Period {
    sys_days from;
    sys_days to;
};

Period period_of(const UsageRequest& request, Instant now) {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const year_month_day date{today};
    const auto to = request.to ? day_in(*request.to) : today;
    const auto from =
        request.from ? day_in(*request.from) : sys_days(date.year() / date.month() / 1);
    std::vector<Fault> faults;
    if (!from) faults.push_back({"/from", "must be a day such as 2026-11-30"});
    if (!to) faults.push_back({"/to", "must be a day such as 2026-11-30"});
    if (from && to && *to - *from > days_max)
        faults.push_back({"/from", "must be at most 400 days before the last day"});
    json::check(std::move(faults));
    return {*from, *to};
}

UsageDay shape_of(const store::LlmDay& day) {
    UsageDay shape;
    shape.day = text_of(day.day);
    boost::describe::enum_from_string(day.role.c_str(), shape.role);
    shape.provider = day.provider;
    shape.model = day.model;
    shape.calls = day.calls;
    shape.failures = day.failures;
    shape.input_tokens = day.input_tokens;
    shape.cached_tokens = day.cached_tokens;
    shape.output_tokens = day.output_tokens;
    shape.cost_usd = dollars(day.cost);
    shape.ms = day.duration_ms;
    return shape;
}

UsageSum sum_of(const std::vector<store::LlmDay>& days) {
    UsageSum sum;
    std::int64_t cost = 0;
    for (const store::LlmDay& day : days) {
        sum.calls += day.calls;
        sum.failures += day.failures;
        sum.input_tokens += day.input_tokens;
        sum.cached_tokens += day.cached_tokens;
        sum.output_tokens += day.output_tokens;
        sum.ms += day.duration_ms;
        cost += day.cost;
    }
    sum.cost_usd = dollars(cost);
    return sum;
}

BudgetState state_of(std::int64_t used, const store::LlmBound& bound) {
    if (bound.hard && used >= *bound.hard) return BudgetState::used_up;
    if (bound.soft && used >= *bound.soft) return BudgetState::warned;
    return BudgetState::free;
}

BudgetShape
shape_of(store::LlmBudget budget, const store::LlmBound& bound, std::int64_t used, Instant now) {
    const bool money =
        budget == store::LlmBudget::money_day || budget == store::LlmBudget::money_month;
    const auto told = [money](std::int64_t amount) {
        return money ? dollars(amount) : static_cast<double>(amount);
    };
    return {
        .budget = budget,
        .used = told(used),
        .soft = bound.soft.transform(told),
        .hard = bound.hard.transform(told),
        .resets_at = store::resets_at(budget, now),
        .state = state_of(used, bound),
    };
}

/// What was spent a moment ago may still wait to be written.
Task<void> write_what_waits(Services& with) {
    const auto nothing = [](store::Writer&) {};
    co_await with.store->write(nothing);
}

Task<UsageShape> get_usage(Services& with, Call& call, UsageRequest request) {
    const Instant now = with.now();
    const Period period = period_of(request, now);
    const ModelsInForce held = co_await with.models->in_force(call.who());
    const store::LlmBounds bounds = bounds_of(held.settings->budgets);
    co_await write_what_waits(with);
    UsageShape shape{.from = text_of(period.from), .to = text_of(period.to)};
    const auto work = [&](store::Reader& reader) {
        const auto days = store::llm_spending(reader, call.who(), period.from, period.to);
        const auto spent = store::llm_spent(reader, call.who(), now);
        for (const store::LlmDay& day : days)
            shape.days.push_back(shape_of(day));
        shape.sum = sum_of(days);
        for (const store::LlmBudget budget : store::llm_budgets)
            shape.budgets.push_back(shape_of(budget, bounds.of(budget), spent.of(budget), now));
    };
    co_await with.store->read(work);
    co_return shape;
}

}  // namespace

std::vector<Operation> llm_usage_operations() {
    return {
        operation(
            {.path = "/api/v1/llm/usage",
             .id = "get_model_usage",
             .summary =
                 "Tells what language models took, by day, role and model, and what they may.",
             .tag = "llm",
             .access = Access::admin},
            &get_usage
        ),
    };
}

}  // namespace parlance::serve
