#pragma once

#include "ask/chart.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::ask {

/// What the words of a question or a follow-up say about its chart. The vocabulary is
/// `data/en/charts.txt`.
struct ChartWish {
    std::optional<ChartKind> kind;  ///< the chart that is named
    bool stacked = false;
    bool beside = false;
    bool lying = false;
    bool standing = false;
    bool series = false;
    bool trend = false;
    bool relationship = false;
    bool share = false;
    bool distribution = false;
    bool comparison = false;

    /// As if its words named this chart.
    void ask_for(ChartKind wanted);
};

[[nodiscard]] ChartWish read_chart_wish(std::string_view instruction);

/// The question with blanks where it names its chart: `orders per status as a pie chart` asks a
/// source for orders per status. Every other byte keeps its place. The text itself when nothing
/// else is said (`show it as bars, please`).
[[nodiscard]] std::string without_chart(std::string_view question);

}  // namespace parlance::ask
