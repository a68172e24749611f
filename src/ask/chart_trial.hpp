#pragma once

#include "ask/chart.hpp"
#include "ask/evaluation.hpp"
#include "catalog/view.hpp"

#include <string>
#include <string_view>

/// How well charts are chosen, measured: SQL that is known to be right and the words of a question
/// in, the chart of its result out.
namespace parlance::ask {

/// One chart of a suite: a row of questions whose SQL is given.
struct ChartRow {
    EvalRow row;
    std::string sql;
};

/// Reads one line (JSON with id, question, db and sql). Throws `Error` (invalid, `suite_row`).
[[nodiscard]] ChartRow read_chart_row(std::string_view line);

/// A chart with the columns it was chosen for.
struct DrawnChart {
    Chart chart;
    std::vector<ResultColumn> columns;
};

/// Runs `sql` through the guard and chooses the chart of its result, as an answer does. Throws
/// `Error` when the guard refuses it or the database fails.
[[nodiscard]] DrawnChart
draw_chart(const std::string& sql, const std::string& instruction, const catalog::View& view);

/// What came of a row, as one line of JSON without the line's end: id, chart, `encoding` (the place
/// of the column on each channel, from 0), the `sort` of each channel and the note; or the code of
/// the error that refused it.
[[nodiscard]] std::string chart_line(const ChartRow& row, const catalog::View& view);

/// The specification as JSON text; `null` for a table.
[[nodiscard]] std::string specification_text(const Chart& chart);

}  // namespace parlance::ask
