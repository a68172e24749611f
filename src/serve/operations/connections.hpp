#pragma once

#include "serve/operation.hpp"
#include "serve/operations/connection_shapes.hpp"
#include "store/connections.hpp"

namespace parlance::serve {

/// The tenant's sources.
[[nodiscard]] std::vector<Operation> connection_operations();

/// Files that become sources.
[[nodiscard]] std::vector<Operation> file_operations();

/// The connection as the API tells it: never with its password.
[[nodiscard]] ConnectionShape connection_shape(const store::Connection& connection);

}  // namespace parlance::serve
