#pragma once

#include "base/rows.hpp"
#include "sql/ast.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::ask {

enum class ChartKind : std::uint8_t {
    table,  ///< no chart: the rows tell it better
    number,
    bar,
    stacked_bar,
    grouped_bar,
    line,
    multi_line,
    area,
    scatter,
    grouped_scatter,
    pie,
    histogram,
    heat_map,
};
BOOST_DESCRIBE_ENUM(
    ChartKind,
    table,
    number,
    bar,
    stacked_bar,
    grouped_bar,
    line,
    multi_line,
    area,
    scatter,
    grouped_scatter,
    pie,
    histogram,
    heat_map
)

/// The chart of an answer.
struct Chart {
    ChartKind kind = ChartKind::table;
    /// Vega-Lite 6 over a data set named "result" whose records have the columns' names as fields;
    /// none for a table. `usermeta.kind` repeats the kind; `usermeta.asked` stands where somebody
    /// asked for it.
    std::optional<boost::json::object> specification;
    /// Why the chart that was asked for is not the one drawn; empty when it is.
    std::string note;
};

/// The chart that fits a result. Chosen from the roles that its columns play (what the query
/// aggregates, groups, orders, and in what grain of time; the types; the values) and from the words
/// of the question or follow-up, `instruction`: a chart named there decides when it can draw the
/// result; when none is, `wanted` does, such as the chart that was asked for before. Data only:
/// never code, never the rows themselves.
[[nodiscard]] Chart chart_for(
    const ResultSet& result,
    const sql::Query& query,
    std::string_view instruction,
    std::optional<ChartKind> wanted = std::nullopt
);

/// The chart that the words name, if any: `show it as a pie`.
[[nodiscard]] std::optional<ChartKind> chart_named(std::string_view instruction);

/// A kind in words: `stacked bar`.
[[nodiscard]] std::string words_of(ChartKind kind);

}  // namespace parlance::ask
