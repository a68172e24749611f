#pragma once

#include "base/principal.hpp"
#include "store/database.hpp"

#include <boost/describe.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What language models took, by tenant and day (UTC), and what they may take. Money is in
/// millionths of a US dollar.
namespace parlance::store {

struct LlmAmounts {
    std::int64_t tokens = 0;
    std::int64_t cost = 0;
};

/// One call that has ended.
struct LlmSpending {
    std::string role;
    std::string provider;
    std::string model;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;  ///< of the input
    std::int64_t output_tokens = 0;
    std::int64_t cost = 0;
    double duration_ms = 0;
    bool failed = false;
};

/// What is bounded.
enum class LlmBudget : std::uint8_t { tokens_day, tokens_month, money_day, money_month };
BOOST_DESCRIBE_ENUM(LlmBudget, tokens_day, tokens_month, money_day, money_month)
inline constexpr std::array llm_budgets{
    LlmBudget::tokens_day,
    LlmBudget::tokens_month,
    LlmBudget::money_day,
    LlmBudget::money_month,
};

/// `soft` is told, `hard` is not passed.
struct LlmBound {
    std::optional<std::int64_t> soft;
    std::optional<std::int64_t> hard;
};
struct LlmBounds {
    std::array<LlmBound, llm_budgets.size()> each;  ///< by `LlmBudget`

    [[nodiscard]] const LlmBound& of(LlmBudget budget) const {
        return each[static_cast<std::size_t>(budget)];
    }
};

/// When what a budget has taken counts no more.
[[nodiscard]] Instant resets_at(LlmBudget budget, Instant now);

/// A reservation that would have passed a hard bound.
struct LlmBoundReached {
    LlmBudget budget = LlmBudget::tokens_day;
    Instant resets_at;
};

/// Sets aside what a call may take at the most, and names it, unless what was taken, is set aside
/// and would be now pass a hard bound. Two that ask at the same time do not pass it together.
[[nodiscard]] std::expected<std::string, LlmBoundReached> reserve_llm_spending(
    Writer& writer,
    const Principal& who,
    const LlmAmounts& most,
    const LlmBounds& bounds,
    Instant now
);

/// Counts what a call took, and frees what was set aside for it (empty: nothing was). Returns the
/// budgets whose soft bound it reached.
std::vector<LlmBudget> settle_llm_spending(
    Writer& writer,
    const Principal& who,
    std::string_view reserved,
    const LlmSpending& took,
    const LlmBounds& bounds,
    Instant now
);

/// What each budget has taken of the day, or the month, of `now`; without what is set aside.
struct LlmSpent {
    std::array<std::int64_t, llm_budgets.size()> each{};  ///< by `LlmBudget`

    [[nodiscard]] std::int64_t of(LlmBudget budget) const {
        return each[static_cast<std::size_t>(budget)];
    }
};
[[nodiscard]] LlmSpent llm_spent(Reader& reader, const Principal& who, Instant now);

/// The calls of a role to a model on a day.
struct LlmDay {
    std::chrono::sys_days day;
    std::string role;
    std::string provider;
    std::string model;
    std::int64_t calls = 0;
    std::int64_t failures = 0;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;
    std::int64_t output_tokens = 0;
    std::int64_t cost = 0;
    double duration_ms = 0;
};
/// Of the days from `from` to `to`, both included; the newest first.
[[nodiscard]] std::vector<LlmDay> llm_spending(
    Reader& reader,
    const Principal& who,
    std::chrono::sys_days from,
    std::chrono::sys_days to
);

/// Deletes what was set aside so long ago that nobody can still be waiting for it: its process
/// died. Such counts for no bound even before.
std::int64_t forget_llm_reservations(Writer& writer, System, Instant now);

}  // namespace parlance::store
