#pragma once

#include "base/rows.hpp"

#include <string>
#include <string_view>
#include <vector>

/// When two cells say the same, for grades.
namespace parlance::ask {

/// Rows of cells, each as a text that is equal for equal cells.
using Keys = std::vector<std::vector<std::string>>;

/// Numbers are equal by their value to nine digits, text exactly, NULL to NULL.
[[nodiscard]] Keys exact_keys(const ResultSet& result);
/// Whatever the type: `1` and `"1"`, true and 1, a day and its midnight.
[[nodiscard]] Keys loose_keys(const ResultSet& result);

/// How near two cells are.
enum class Near : std::uint8_t {
    same,     ///< within the noise of floating point
    rounded,  ///< one is the other with fewer decimals
    other,
};
[[nodiscard]] Near nearness(
    const Batch& left,
    const Batch::Cell& left_cell,
    const Batch& right,
    const Batch::Cell& right_cell
);

}  // namespace parlance::ask
