#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// Looking at the result of a query: its pages, its size, its groups, as a file, as a chart.
[[nodiscard]] std::vector<Operation> result_operations();

}  // namespace parlance::serve
