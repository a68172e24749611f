#pragma once

#include "base/task.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"

#include <string>

namespace parlance::serve {

/// Approves the statement under the policy of the view. A name that is unknown may be new in the
/// database: then Parlance looks once more, and `view` is what it saw.
Task<guard::ApprovedQuery>
approve(Services& with, Call& call, catalog::View& view, const std::string& sql);

}  // namespace parlance::serve
