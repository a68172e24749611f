#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"
#include "connectors/source.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace parlance::ask {

/// Questions that make sense for the source of the view: verified ones first. Each has been asked
/// just now, under the rights of the one who sees it: it ran, it returned something, and it reads
/// only columns and tables that are clear for them.
Task<std::vector<std::string>> suggested_questions(
    catalog::View view,
    Instant now,
    connectors::RunContext context,
    std::stop_token stop
);

}  // namespace parlance::ask
