#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// Who may see what: policies, their versions, tests and suggestions.
[[nodiscard]] std::vector<Operation> policy_operations();

}  // namespace parlance::serve
