#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// The tenant itself: its name and what holds in it.
[[nodiscard]] std::vector<Operation> tenant_operations();

}  // namespace parlance::serve
