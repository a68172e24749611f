#pragma once

#include "serve/operations/history_shapes.hpp"

namespace parlance::serve {

/// An entry of history with what was told then.
void fill_detail(HistoryDetail& detail, const store::HistoryEntry& entry);

}  // namespace parlance::serve
