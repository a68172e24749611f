#pragma once

#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/operations/dashboard_tile_shapes.hpp"
#include "serve/services.hpp"

namespace parlance::serve {

/// The rows of a tile, asked under the rights of the one who looks, as any query is: guarded,
/// masked, cached, audited.
Task<TileDataShape> tile_data(Services& with, Call& call, TileDataRequest request);

/// Fills in the rows with their chart.
void fill_rows(ChartedRows& shape, const ResultSet& result, const boost::json::object* chart);

}  // namespace parlance::serve
