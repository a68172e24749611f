#pragma once

#include "serve/operation.hpp"
#include "serve/operations/connection_shapes.hpp"
#include "store/connections.hpp"

namespace parlance::serve {

/// The tenant's sources.
[[nodiscard]] std::vector<Operation> connection_operations();

/// Files that become sources.
[[nodiscard]] std::vector<Operation> file_operations();

/// Keeps the connection and opens it once, so that its schema is known and a wrong password is told
/// at once, not with the first question. What cannot be opened is not kept.
Task<store::Connection> add_connection(Services& with, Call& call, store::NewConnection wanted);

/// The connection as the API tells it: never with its password.
[[nodiscard]] ConnectionShape connection_shape(const store::Connection& connection);

}  // namespace parlance::serve
