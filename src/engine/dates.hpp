#pragma once

#include "base/clock.hpp"
#include "engine/qir.hpp"
#include "engine/text.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>

namespace parlance::engine {

/// A stretch of time that words name: from `begin` (in it) to `end` (not in it), ISO dates; an
/// empty side is open. All relative words are counted from the given now, in UTC.
struct TimeRange {
    std::string begin;
    std::string end;
    bool years = false;     ///< both sides are the first of a January: also fits columns of years
    bool relative = false;  ///< counted from now
    bool guessed = false;   ///< part of it (a year) was not said
    bool marked = false;    ///< a word such as `since` or `in` says that it is a time

    bool operator==(const TimeRange&) const = default;
};

/// `2024-05-31`.
[[nodiscard]] std::string iso(std::chrono::sys_days day);

struct TimePhrase {
    std::size_t tokens = 0;  ///< how many it takes
    TimeRange range;
};

/// The longest time phrase that starts with the first of the tokens: `2024`, `last 3 months`,
/// `between March 2021 and June`, `before 5 May 2020`, `Q1 2025`, `year to date`.
[[nodiscard]] std::optional<TimePhrase> read_time(std::span<const Token> tokens, Instant now);

/// `month`, `months`, `monthly`, `weekday`…
[[nodiscard]] Grain grain_named(const std::string& word);

}  // namespace parlance::engine
