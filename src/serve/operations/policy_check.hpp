#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// Looks for what a policy lets through.
[[nodiscard]] Operation policy_check_operation();

}  // namespace parlance::serve
