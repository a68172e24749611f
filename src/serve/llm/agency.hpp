#pragma once

#include "agents/desk.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"

#include <memory>
#include <optional>

namespace parlance::serve {

/// Models that work for the one who calls, on the source in `view`, at the cost of their tenant;
/// nothing when nobody plays any role. For the length of the call.
Task<std::optional<agents::Agency>>
agency_for(Services& with, const Call& call, const catalog::View& view);

/// The same with settings that are not in force, within the budgets that are: for a trial.
Task<std::optional<agents::Agency>> agency_with(
    Services& with,
    const Call& call,
    const catalog::View& view,
    std::shared_ptr<const agents::Settings> settings
);

/// The same without a source: nothing that was replied before is used.
Task<std::optional<agents::Agency>> agency_for(Services& with, const Call& call);

}  // namespace parlance::serve
