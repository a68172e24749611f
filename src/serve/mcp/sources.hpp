#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "serve/services.hpp"

#include <string>
#include <vector>

namespace parlance::serve::mcp {

/// Of the tenant; none where there is one without a server.
Task<std::vector<std::string>> source_ids(Services& with, Principal who);
/// Whether the tenant has more than one source to choose from.
Task<bool> has_several_sources(Services& with, Principal who);

}  // namespace parlance::serve::mcp
