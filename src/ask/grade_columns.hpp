#pragma once

#include "ask/grade_cells.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace parlance::ask {

/// For each column of one table the place of its like in the other.
using ColumnPlaces = std::vector<std::size_t>;

/// The columns of `mine` that together hold the rows of `right`, in whatever order both stand;
/// those at the same place first. None when there are no such.
[[nodiscard]] std::optional<ColumnPlaces> matched_columns(
    const Keys& right,
    std::size_t right_columns,
    const Keys& mine,
    std::size_t mine_columns
);

/// The rows of `keys` with only these columns.
[[nodiscard]] Keys projected(const Keys& keys, const ColumnPlaces& places);

}  // namespace parlance::ask
