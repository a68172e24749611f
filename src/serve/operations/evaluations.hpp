#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// How well the verified questions of a source are answered, and whether a change of its knowledge
/// makes that worse.
[[nodiscard]] std::vector<Operation> evaluation_operations();

/// A part of it: what an evaluation proposed is put in force.
[[nodiscard]] Operation publish_operation();

/// Throws `Error` (forbidden, `not_allowed`).
void require_administrator(const Principal& who);

}  // namespace parlance::serve
