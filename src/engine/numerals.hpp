#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace parlance::engine {

/// The value of a number written as an English word. `one` is left to its contexts.
[[nodiscard]] constexpr std::optional<double> numeral(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, double>, 24> words{{
        {"one", 1},       {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
        {"six", 6},       {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
        {"eleven", 11},   {"twelve", 12},    {"dozen", 12},    {"fifteen", 15},  {"twenty", 20},
        {"thirty", 30},   {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"ninety", 90},
        {"hundred", 100}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9},
    }};
    for (const auto& [known, value] : words) {
        if (known == word) return value;
    }
    return std::nullopt;
}

}  // namespace parlance::engine
