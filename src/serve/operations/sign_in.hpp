#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// Signing in at the provider of one's team (OpenID Connect), and its settings.
[[nodiscard]] std::vector<Operation> sign_in_operations();

}  // namespace parlance::serve
