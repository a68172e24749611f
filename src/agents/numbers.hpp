#pragma once

#include "base/rows.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace parlance::agents {

/// The numbers of a text that do not occur in a result: neither in its cells (rounded to as many
/// decimals as the text shows, in percent, or in thousands, millions and billions), nor in texts
/// and dates in cells, nor in columns' names, nor as the number of its rows. Signs are not looked
/// at, for words tell them ("fell by 5"). Reads `1,234.5` and `1.234,5`. Numbers written as words
/// are not seen, except that "million" and its like must follow a number that fits.
[[nodiscard]] std::vector<std::string>
invented_numbers(std::string_view text, const ResultSet& result);

}  // namespace parlance::agents
