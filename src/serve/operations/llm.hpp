#pragma once

#include "agents/desk.hpp"
#include "base/error.hpp"
#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// Language models: settings, a test, what they took, and what they do on request.
[[nodiscard]] std::vector<Operation> llm_operations();

/// The parts of it.
[[nodiscard]] std::vector<Operation> llm_usage_operations();
[[nodiscard]] std::vector<Operation> llm_work_operations();
[[nodiscard]] std::vector<Operation> llm_result_operations();

/// Nobody plays the role.
[[nodiscard]] Error llm_not_configured(agents::Role role);

}  // namespace parlance::serve
