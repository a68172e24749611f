#pragma once

#include "base/task.hpp"
#include "serve/operation.hpp"
#include "serve/operations/dashboard_shapes.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"

#include <string>
#include <vector>

namespace parlance::serve {

/// How a dashboard stands in lists, for the one who looks.
void fill(DashboardItem& item, const store::Dashboard& from, const Principal& who);

/// The whole dashboard, as far as the one who calls may see it.
Task<DashboardShape> shown_dashboard(Services& with, Call& call, std::string id);

/// How a dashboard was, and bringing that back.
[[nodiscard]] std::vector<Operation> operations_on_versions();

}  // namespace parlance::serve
