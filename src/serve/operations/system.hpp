#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// How the server is, what it can do, and how to call it.
[[nodiscard]] std::vector<Operation> system_operations();

}  // namespace parlance::serve
