#pragma once

#include "ask/answer.hpp"
#include "ask/chart.hpp"
#include "store/history.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace parlance::ask {

/// The lines of two texts side by side: the fewest that must go and come.
[[nodiscard]] std::vector<DiffLine> diff_of(std::string_view before, std::string_view after);

/// The SQL of an earlier query that a follow-up may change, in the dialect that every source takes;
/// none when it has none.
[[nodiscard]] const std::optional<std::string>& refinable(const store::HistoryEntry& entry);

/// The turns that a follow-up may change: what was answered from this source, oldest first. What
/// no longer parses is left out.
[[nodiscard]] std::vector<engine::Turn>
turns_of(std::span<const store::HistoryEntry> entries, std::string_view connection_id);

/// The last question to this source as it was asked, when it had several readings.
[[nodiscard]] std::optional<engine::Question>
asked_back(std::span<const store::HistoryEntry> entries, std::string_view connection_id);

/// An instruction as it was understood, and the chart that it wants.
struct Refined {
    engine::Refined meaning;
    std::optional<ChartKind> chart;  ///< none: what fits
};

/// Understands what may be a follow-up. The name of a chart is kept from the engine as far as more
/// is said, so that `only for 2024 as a pie chart` and a new question `sales per month as lines`
/// ask the source for no pies and lines. `before` is the chart that was asked for before: it stays
/// until the words name another or ask for other figures, or it is undone.
[[nodiscard]] Refined refine_charted(
    const engine::Question& said,
    std::span<const engine::Turn> earlier,
    const engine::SchemaPack& pack,
    std::optional<engine::Taken> forced,
    std::optional<ChartKind> before
);

/// The chart of the last answer from this source, when its words had asked for it.
[[nodiscard]] std::optional<ChartKind>
chart_asked(std::span<const store::HistoryEntry> entries, std::string_view connection_id);

}  // namespace parlance::ask
