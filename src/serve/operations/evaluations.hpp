#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// How well the verified questions of a source are answered, and whether a change of its knowledge
/// makes that worse.
[[nodiscard]] std::vector<Operation> evaluation_operations();

}  // namespace parlance::serve
