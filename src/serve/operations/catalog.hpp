#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// What a source holds, and what became of it: search, tables, profiles, relations, descriptions,
/// drift.
[[nodiscard]] std::vector<Operation> catalog_operations();
[[nodiscard]] std::vector<Operation> drift_operations();

}  // namespace parlance::serve
