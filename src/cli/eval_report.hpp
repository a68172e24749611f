#pragma once

#include "ask/totals.hpp"

#include <string>
#include <vector>

/// What people are told of evaluations in a terminal.
namespace parlance::cli {

/// Lines for the end of a run: accuracy where it is known, coverage, tokens, cost, and times by
/// role and model.
[[nodiscard]] std::string summary_of(const ask::EvaluationTotals& totals);

/// Two evaluations side by side, and the questions that got worse and better.
[[nodiscard]] std::string told(const ask::EvaluationComparison& compared);

/// Reads the marks of a report, or of predictions, which have no grades. Throws `Error`
/// (`file_not_found`, `report_row`).
[[nodiscard]] std::vector<ask::Mark> read_marks(const std::string& path);

}  // namespace parlance::cli
