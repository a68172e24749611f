#include "store/llm_spending.hpp"

#include "base/ids.hpp"

namespace parlance::store {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Longer than any question takes.
constexpr std::chrono::hours reservation_life{1};

std::int64_t number_of(sys_days day) {
    return day.time_since_epoch().count();
}

sys_days day_of(Instant now) {
    return floor<days>(now);
}

sys_days month_of(Instant now) {
    const year_month_day today{day_of(now)};
    return today.year() / today.month() / 1;
}

bool counts_tokens(LlmBudget budget) {
    return budget == LlmBudget::tokens_day || budget == LlmBudget::tokens_month;
}

bool is_daily(LlmBudget budget) {
    return budget == LlmBudget::tokens_day || budget == LlmBudget::money_day;
}

LlmAmounts amounts_of(const Row& row) {
    return {row.integer("tokens"), row.integer("cost")};
}

LlmAmounts taken_since(Reader& reader, const Principal& who, sys_days first) {
    return amounts_of(reader
                          .rows(
                              "SELECT coalesce(sum(input_tokens + output_tokens), 0) AS tokens, "
                              "coalesce(sum(cost), 0) AS cost FROM llm_spending "
                              "WHERE tenant_id = :tenant AND day >= :day",
                              {{"tenant", who.tenant_id}, {"day", number_of(first)}}
                          )
                          .front());
}

LlmAmounts set_aside(Reader& reader, const Principal& who, Instant now) {
    return amounts_of(reader
                          .rows(
                              "SELECT coalesce(sum(tokens), 0) AS tokens, "
                              "coalesce(sum(cost), 0) AS cost FROM llm_reservations "
                              "WHERE tenant_id = :tenant AND created_at > :since",
                              {{"tenant", who.tenant_id}, {"since", now - reservation_life}}
                          )
                          .front());
}

/// Tenants do not wait for each other.
void lock_spending(Writer& writer, const Principal& who) {
    writer.lock("llm_spending/" + who.tenant_id);
}

/// A product of ours may not overflow: bounds and amounts come from people.
std::int64_t sum_of(std::int64_t left, std::int64_t right) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(left, right, &sum) ? INT64_MAX : sum;
}

void add_up(Writer& writer, const Principal& who, const LlmSpending& took, Instant now) {
    writer.run(
        "INSERT INTO llm_spending (tenant_id, day, role, provider, model, calls, failures, "
        "input_tokens, cached_tokens, output_tokens, cost, duration_ms) VALUES (:tenant, :day, "
        ":role, :provider, :model, 1, :failures, :input, :cached, :output, :cost, :ms) "
        "ON CONFLICT (tenant_id, day, role, provider, model) DO UPDATE SET "
        "calls = llm_spending.calls + 1, "
        "failures = llm_spending.failures + excluded.failures, "
        "input_tokens = llm_spending.input_tokens + excluded.input_tokens, "
        "cached_tokens = llm_spending.cached_tokens + excluded.cached_tokens, "
        "output_tokens = llm_spending.output_tokens + excluded.output_tokens, "
        "cost = llm_spending.cost + excluded.cost, "
        "duration_ms = llm_spending.duration_ms + excluded.duration_ms",
        {{"tenant", who.tenant_id},
         {"day", number_of(day_of(now))},
         {"role", took.role},
         {"provider", took.provider},
         {"model", took.model},
         {"failures", took.failed},
         {"input", took.input_tokens},
         {"cached", took.cached_tokens},
         {"output", took.output_tokens},
         {"cost", took.cost},
         {"ms", took.duration_ms}}
    );
}

/// The budgets whose soft bound lies between.
std::vector<LlmBudget>
passed(const LlmSpent& before, const LlmSpent& after, const LlmBounds& bounds) {
    std::vector<LlmBudget> reached;
    for (const LlmBudget budget : llm_budgets) {
        const std::optional<std::int64_t> soft = bounds.of(budget).soft;
        if (soft && before.of(budget) < *soft && after.of(budget) >= *soft)
            reached.push_back(budget);
    }
    return reached;
}

}  // namespace

Instant resets_at(LlmBudget budget, Instant now) {
    if (is_daily(budget)) return day_of(now) + days(1);
    const year_month_day first{month_of(now)};
    return sys_days(first + std::chrono::months(1));
}

std::expected<std::string, LlmBoundReached> reserve_llm_spending(
    Writer& writer,
    const Principal& who,
    const LlmAmounts& most,
    const LlmBounds& bounds,
    Instant now
) {
    lock_spending(writer, who);
    const LlmSpent spent = llm_spent(writer, who, now);
    const LlmAmounts open = set_aside(writer, who, now);
    for (const LlmBudget budget : llm_budgets) {
        const std::optional<std::int64_t> hard = bounds.of(budget).hard;
        const bool tokens = counts_tokens(budget);
        const std::int64_t wanted = sum_of(
            sum_of(spent.of(budget), tokens ? open.tokens : open.cost),
            tokens ? most.tokens : most.cost
        );
        if (hard && wanted > *hard) {
            return std::unexpected(LlmBoundReached{budget, resets_at(budget, now)});
        }
    }
    std::string id = new_id();
    writer.run(
        "INSERT INTO llm_reservations (id, tenant_id, tokens, cost, created_at) "
        "VALUES (:id, :tenant, :tokens, :cost, :at)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"tokens", most.tokens},
         {"cost", most.cost},
         {"at", now}}
    );
    return id;
}

std::vector<LlmBudget> settle_llm_spending(
    Writer& writer,
    const Principal& who,
    std::string_view reserved,
    const LlmSpending& took,
    const LlmBounds& bounds,
    Instant now
) {
    lock_spending(writer, who);
    const LlmSpent before = llm_spent(writer, who, now);
    add_up(writer, who, took, now);
    writer.run(
        "DELETE FROM llm_reservations WHERE tenant_id = :tenant AND id = :id",
        {{"tenant", who.tenant_id}, {"id", reserved}}
    );
    return passed(before, llm_spent(writer, who, now), bounds);
}

LlmSpent llm_spent(Reader& reader, const Principal& who, Instant now) {
    const LlmAmounts day = taken_since(reader, who, day_of(now));
    const LlmAmounts month = taken_since(reader, who, month_of(now));
    return {{day.tokens, month.tokens, day.cost, month.cost}};
}

std::vector<LlmDay> llm_spending(Reader& reader, const Principal& who, sys_days from, sys_days to) {
    std::vector<LlmDay> all;
    for (const Row& row : reader.rows(
             "SELECT day, role, provider, model, calls, failures, input_tokens, cached_tokens, "
             "output_tokens, cost, duration_ms FROM llm_spending WHERE tenant_id = :tenant "
             "AND day BETWEEN :from AND :to ORDER BY day DESC, role, provider, model",
             {{"tenant", who.tenant_id}, {"from", number_of(from)}, {"to", number_of(to)}}
         )) {
        all.push_back({
            .day = sys_days(days(row.integer("day"))),
            .role = row.text("role"),
            .provider = row.text("provider"),
            .model = row.text("model"),
            .calls = row.integer("calls"),
            .failures = row.integer("failures"),
            .input_tokens = row.integer("input_tokens"),
            .cached_tokens = row.integer("cached_tokens"),
            .output_tokens = row.integer("output_tokens"),
            .cost = row.integer("cost"),
            .duration_ms = row.real("duration_ms"),
        });
    }
    return all;
}

std::int64_t forget_llm_reservations(Writer& writer, System, Instant now) {
    return writer.run(
        "DELETE FROM llm_reservations WHERE created_at <= :before",
        {{"before", now - reservation_life}}
    );
}

}  // namespace parlance::store
