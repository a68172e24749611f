#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// When a dashboard is sent, and where.
[[nodiscard]] std::vector<Operation> schedule_operations();

}  // namespace parlance::serve
