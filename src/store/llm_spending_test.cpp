#include "store/llm_spending.hpp"

#include "store/retention.hpp"
#include "store/testing.hpp"

#include <thread>

namespace parlance::store {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

const Instant noon = sys_days(2026y / 11 / 30) + 12h;

LlmBounds bounded(LlmBudget budget, std::int64_t soft, std::int64_t hard) {
    LlmBounds bounds;
    bounds.each[static_cast<std::size_t>(budget)] = {soft, hard};
    return bounds;
}

LlmSpending call_of(std::int64_t tokens, std::int64_t cost = 0) {
    return {
        .role = "sql",
        .provider = "acme",
        .model = "m1",
        .input_tokens = tokens - 1,
        .cached_tokens = 1,
        .output_tokens = 1,
        .cost = cost,
        .duration_ms = 2,
    };
}

class LlmSpendingTest : public StoreTest {
protected:
    /// The id; or the budget that stood in the way.
    std::expected<std::string, LlmBoundReached>
    reserve(const LlmAmounts& most, const LlmBounds& bounds, Instant now = noon) {
        return write([&](Writer& writer) {
            return reserve_llm_spending(writer, ada, most, bounds, now);
        });
    }
    std::vector<LlmBudget> settle(
        std::string_view id,
        const LlmSpending& took,
        const LlmBounds& bounds = {},
        Instant now = noon
    ) {
        return write([&](Writer& writer) {
            return settle_llm_spending(writer, ada, id, took, bounds, now);
        });
    }
    std::vector<LlmDay> days(const Principal& who) {
        return read([&](Reader& reader) {
            return llm_spending(reader, who, sys_days(2026y / 11 / 1), sys_days(2026y / 12 / 31));
        });
    }
};

TEST_F(LlmSpendingTest, StopsBeforeAHardBoundIsPassed) {
    const LlmBounds bounds = bounded(LlmBudget::tokens_day, 50, 100);
    const auto first = reserve({60, 0}, bounds);
    ASSERT_TRUE(first);
    EXPECT_TRUE(reserve({40, 0}, bounds));
    const auto refused = reserve({1, 0}, bounds);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().budget, LlmBudget::tokens_day);
    EXPECT_EQ(refused.error().resets_at, Instant(sys_days(2026y / 12 / 1)));
    settle(*first, call_of(10));
    EXPECT_TRUE(reserve({50, 0}, bounds));
    EXPECT_FALSE(reserve({1, 0}, bounds));
    EXPECT_TRUE(reserve({100, 0}, bounds, noon + 24h));
}

TEST_F(LlmSpendingTest, MonthsAndMoneyAreBoundedToo) {
    settle("", call_of(10, 700), {}, noon - 24h * 20);
    const auto month = reserve({0, 301}, bounded(LlmBudget::money_month, 0, 1000));
    ASSERT_FALSE(month);
    EXPECT_EQ(month.error().resets_at, Instant(sys_days(2026y / 12 / 1)));
    EXPECT_TRUE(reserve({0, 1000}, bounded(LlmBudget::money_day, 0, 1000)));
    EXPECT_FALSE(reserve({0, 1}, bounded(LlmBudget::money_day, 0, 1000)));
    EXPECT_FALSE(reserve({91, 0}, bounded(LlmBudget::tokens_month, 0, 100)));
    EXPECT_TRUE(reserve({90, 0}, bounded(LlmBudget::tokens_month, 0, 100)));
    EXPECT_TRUE(reserve({0, 1000}, bounded(LlmBudget::money_month, 0, 1000), noon + 24h));
    EXPECT_FALSE(reserve({INT64_MAX, 0}, bounded(LlmBudget::tokens_day, 0, 100), noon + 48h));
}

TEST_F(LlmSpendingTest, ManyAtOnceDoNotPassABoundTogether) {
    const LlmBounds bounds = bounded(LlmBudget::tokens_day, 0, 100);
    std::atomic<int> granted = 0;
    std::vector<std::thread> callers;
    for (int count = 0; count < 8; ++count) {
        callers.emplace_back([&] {
            Database mine(url);
            for (int each = 0; each < 10; ++each) {
                granted += mine.write([&](Writer& writer) {
                    return reserve_llm_spending(writer, ada, {7, 0}, bounds, noon).has_value();
                });
            }
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    EXPECT_EQ(granted, 14);
}

TEST_F(LlmSpendingTest, ASoftBoundIsToldOnce) {
    const LlmBounds bounds = bounded(LlmBudget::tokens_day, 50, 100);
    EXPECT_TRUE(settle("", call_of(49), bounds).empty());
    EXPECT_EQ(settle("", call_of(1), bounds), std::vector{LlmBudget::tokens_day});
    EXPECT_TRUE(settle("", call_of(1), bounds).empty());
    EXPECT_TRUE(settle("", call_of(10), bounds, noon + 24h).empty());
    EXPECT_EQ(settle("", call_of(90), bounds, noon + 24h).size(), 1);
}

TEST_F(LlmSpendingTest, SumsByDayRoleProviderAndModel) {
    settle("", call_of(10, 5));
    LlmSpending failed = call_of(20, 7);
    failed.failed = true;
    settle("", failed);
    LlmSpending other = call_of(30);
    other.role = "dashboard";
    settle("", other);
    settle("", call_of(40), {}, noon + 24h);
    const std::vector<LlmDay> all = days(ada);
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(all[0].day, sys_days(2026y / 12 / 1));
    EXPECT_EQ(all[1].role, "dashboard");
    EXPECT_EQ(all[2].calls, 2);
    EXPECT_EQ(all[2].failures, 1);
    EXPECT_EQ(all[2].input_tokens, 28);
    EXPECT_EQ(all[2].cached_tokens, 2);
    EXPECT_EQ(all[2].output_tokens, 2);
    EXPECT_EQ(all[2].cost, 12);
    EXPECT_EQ(all[2].duration_ms, 4);
    const LlmSpent spent = read([&](Reader& reader) { return llm_spent(reader, ada, noon); });
    EXPECT_EQ(spent.each, (std::array<std::int64_t, 4>{100, 100, 12, 12}));
}

TEST_F(LlmSpendingTest, SpendingIsTheTenantsOwn) {
    const LlmBounds bounds = bounded(LlmBudget::tokens_day, 50, 100);
    const auto mine = reserve({100, 0}, bounds);
    ASSERT_TRUE(mine);
    write([&](Writer& writer) {
        EXPECT_TRUE(reserve_llm_spending(writer, eve, {100, 0}, bounds, noon));
        settle_llm_spending(writer, eve, *mine, call_of(5), bounds, noon);
    });
    EXPECT_FALSE(reserve({1, 0}, bounds));  // eve did not free what is ada's
    EXPECT_TRUE(days(ada).empty());
    EXPECT_EQ(days(eve).size(), 1);
}

TEST_F(LlmSpendingTest, WhatACrashLeftCountsForAnHour) {
    const LlmBounds bounds = bounded(LlmBudget::tokens_day, 50, 100);
    ASSERT_TRUE(reserve({100, 0}, bounds));
    EXPECT_FALSE(reserve({1, 0}, bounds, noon + 59min));
    EXPECT_TRUE(reserve({1, 0}, bounds, noon + 61min));
    EXPECT_EQ(forget_old(database, System{}, {}, noon + 61min).reservations, 1);
    EXPECT_EQ(forget_old(database, System{}, {}, noon + 61min).reservations, 0);
}

}  // namespace
}  // namespace parlance::store
