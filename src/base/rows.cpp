#include "base/rows.hpp"

namespace parlance {

void Batch::append(const Batch& other) {
    const auto shift = static_cast<std::uint32_t>(arena_.size());
    arena_.append(other.arena_);
    cells_.reserve(cells_.size() + other.cells_.size());
    for (Cell cell : other.cells_) {
        cell.begin += shift;
        cells_.push_back(cell);
    }
}

Task<void> Collected::begin(const std::vector<ResultColumn>& columns) {
    result.columns = columns;
    result.rows = Batch(columns.size());
    co_return;
}

Task<void> Collected::rows(const Batch& batch) {
    result.rows.append(batch);
    co_return;
}

}  // namespace parlance
