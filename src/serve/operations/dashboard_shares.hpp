#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// Making, listing and ending links to a dashboard.
[[nodiscard]] std::vector<Operation> share_operations();

/// What those ask who come by a link.
[[nodiscard]] std::vector<Operation> shared_operations();

}  // namespace parlance::serve
