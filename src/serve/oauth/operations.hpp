#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// The built-in authorization server: how programs sign in for a person (OAuth 2.1).
[[nodiscard]] std::vector<Operation> oauth_operations();

}  // namespace parlance::serve
