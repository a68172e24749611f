#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// Accounts, sessions, invitations and the people of a tenant.
[[nodiscard]] std::vector<Operation> auth_operations();

}  // namespace parlance::serve
