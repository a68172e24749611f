#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

[[nodiscard]] std::vector<Operation> api_key_operations();

}  // namespace parlance::serve
