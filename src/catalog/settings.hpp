#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "catalog/watch.hpp"
#include "store/store.hpp"

#include <string>

namespace parlance::catalog {

/// What an administrator has set for a source; `usual` when nobody has. Throws
/// `Error` (not_found, `connection_not_found`).
Task<SourceSettings> stored_settings(
    store::Store& store,
    Principal who,
    std::string connection_id,
    SourceSettings usual
);

/// Keeps it. What was counted of the source is forgotten: other columns may be counted now.
void keep_settings(
    store::Writer& writer,
    const Principal& who,
    const std::string& connection_id,
    const SourceSettings& settings
);

}  // namespace parlance::catalog
