#include "base/rows.hpp"

namespace parlance {

Task<void> Collected::begin(const std::vector<ResultColumn>& names) {
    columns = names;
    all = Batch(names.size());
    co_return;
}

Task<void> Collected::rows(const Batch& batch) {
    for (std::size_t index = 0; index < batch.rows(); ++index) {
        for (const Batch::Cell& cell : batch.row(index)) {
            if (cell.kind == CellKind::null) {
                all.add_null();
            } else {
                all.add(cell.kind, batch.text(cell));
            }
        }
    }
    co_return;
}

}  // namespace parlance
