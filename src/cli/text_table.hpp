#pragma once

#include "base/rows.hpp"

#include <string>

namespace parlance::cli {

/// A result as an aligned table for a terminal: numbers to the right, NULL as an empty cell, texts
/// cut after `cell_width_max` characters, control characters shown harmlessly.
[[nodiscard]] std::string text_table(const ResultSet& result, std::size_t cell_width_max = 60);

}  // namespace parlance::cli
