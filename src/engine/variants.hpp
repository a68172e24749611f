#pragma once

#include "engine/reader.hpp"

#include <vector>

namespace parlance::engine {

/// Other readings of the same pieces where English leaves it open: each row or each different row,
/// whether a table that is merely mentioned takes part, a highest value or the row that has it. All
/// score a little less than the draft itself.
[[nodiscard]] std::vector<Draft> variants_of(const Draft& draft);

}  // namespace parlance::engine
