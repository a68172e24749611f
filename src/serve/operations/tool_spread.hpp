#pragma once

#include "base/schema.hpp"
#include "catalog/profile.hpp"
#include "serve/operations/tool_shapes.hpp"

namespace parlance::serve {

/// Adds the figures of a profile, which holds only what the asker may see, to the lines of the
/// columns: ` = paid 120, open 33`, ` 1.5…900`, ` 12% null`.
void add_spread(DescribedTable& made, const Table& table, const catalog::TableProfile& profile);

}  // namespace parlance::serve
