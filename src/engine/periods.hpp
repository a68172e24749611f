#pragma once

#include "base/clock.hpp"
#include "engine/text.hpp"

#include <chrono>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace parlance::engine {

/// Days from `begin` to before `end`, as some words name them.
struct Period {
    std::chrono::sys_days begin;
    std::chrono::sys_days end;
    bool year = false;
    bool relative = false;
    bool guessed = false;
    std::size_t tokens = 0;
};

/// Reads one period: a day, a month, a quarter, a year, or one counted from today.
class PeriodReader {
public:
    PeriodReader(std::span<const Token> tokens, Instant now)
        : tokens_(tokens), today_(std::chrono::floor<std::chrono::days>(now)) {}

    [[nodiscard]] std::optional<Period> at(std::size_t at) const;
    /// Whether the token there is one of these words.
    [[nodiscard]] bool is(std::size_t at, std::initializer_list<std::string_view> words) const;

    enum class Unit : std::uint8_t { day, week, month, quarter, year };
    /// So many units later; the last of the month where that has no such day.
    [[nodiscard]] static std::chrono::sys_days
    shifted(std::chrono::sys_days day, Unit unit, int by);

private:
    [[nodiscard]] std::optional<Period> day(std::size_t at) const;
    [[nodiscard]] std::optional<Period> slashed(std::size_t at) const;
    [[nodiscard]] std::optional<Period> month_of_year(std::size_t at) const;
    [[nodiscard]] std::optional<Period> quarter(std::size_t at) const;
    [[nodiscard]] std::optional<Period> bare_year(std::size_t at) const;
    [[nodiscard]] std::optional<Period> word(std::size_t at) const;
    [[nodiscard]] std::optional<Period> relative(std::size_t at) const;
    [[nodiscard]] Period rolled(Unit unit, int count, bool ahead, std::size_t used) const;
    [[nodiscard]] Period season(std::size_t used, const std::string& name) const;
    [[nodiscard]] std::optional<Period> to_date(std::size_t at) const;
    [[nodiscard]] std::optional<Period> ago(std::size_t at) const;
    [[nodiscard]] static std::optional<Unit> unit_named(const std::string& word);
    [[nodiscard]] static std::chrono::sys_days start_of(std::chrono::sys_days day, Unit unit);
    [[nodiscard]] bool whole(std::size_t at, int low, int high) const;
    [[nodiscard]] int value(std::size_t at) const { return static_cast<int>(tokens_[at].number); }
    [[nodiscard]] std::optional<int> year_at(std::size_t at) const;

    std::span<const Token> tokens_;
    std::chrono::sys_days today_;
};

}  // namespace parlance::engine
