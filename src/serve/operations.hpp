#pragma once

#include "serve/operation.hpp"

#include <span>

namespace parlance::serve {

/// Everything that Parlance can be asked to do: the whole API on one page (`operations.cpp`).
[[nodiscard]] std::span<const Operation> operations();

/// The operation with this id, or null.
[[nodiscard]] const Operation* find_operation(std::string_view id);

}  // namespace parlance::serve
