#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "serve/services.hpp"

namespace parlance::serve::mcp {

/// Whether the tenant has more than one source to choose from.
Task<bool> has_several_sources(Services& with, Principal who);

}  // namespace parlance::serve::mcp
