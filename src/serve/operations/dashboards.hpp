#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// Dashboards and their tiles: making, changing and looking at them.
[[nodiscard]] std::vector<Operation> dashboard_operations();

/// Charts of how asking went, and dashboards proposed for a source.
[[nodiscard]] std::vector<Operation> proposal_operations();

}  // namespace parlance::serve
