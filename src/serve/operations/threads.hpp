#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// Conversations that people keep.
[[nodiscard]] std::vector<Operation> thread_operations();

/// What people say of answers, and which they share.
[[nodiscard]] std::vector<Operation> feedback_operations();

}  // namespace parlance::serve
