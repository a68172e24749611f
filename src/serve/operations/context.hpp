#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// What of a source a question is about.
[[nodiscard]] std::vector<Operation> context_operations();

}  // namespace parlance::serve
