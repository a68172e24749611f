#pragma once

#include "base/principal.hpp"
#include "base/rows.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/operations/dashboard_filter_shapes.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_tile_shapes.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::serve {

/// A tile that is to be run, and how.
struct TileRun {
    store::Tile tile;
    std::vector<store::DashboardFilter> filters;  ///< of its dashboard
    FilterValues chosen;
    CacheUse cache = CacheUse::use;
    /// Whose rights may not be passed, beside those of the one who calls.
    std::optional<Principal> within;
    std::int64_t rows_max = 5'000;
};

/// What a tile shows at the moment.
struct TileRows {
    ResultSet result;
    std::vector<bool> masked;  ///< which columns are
    RunSummary summary;
    std::string sql;  ///< that was asked, in PostgreSQL's dialect
    std::string query_id;
    std::optional<CacheShape> cache;
    Instant as_of;
    std::vector<std::string> filtered_by;
    std::vector<std::string> not_filtered_by;
};

/// A tile of a dashboard with what was chosen by its filters, as text of JSON. Throws `Error`
/// (not_found) for one that is not there, and for choices that are none.
Task<TileRun> asked_tile(
    Services& with,
    Call& call,
    std::string dashboard_id,
    std::string tile_id,
    std::string chosen
);

/// What a tile asks. Throws `Error` (invalid, `tile_without_data`) for a text.
[[nodiscard]] const std::string& sql_of(const store::Tile& tile);

/// The SQL of a tile as it was chosen, of a source as the one who calls sees it.
Task<FilteredSql> chosen_sql(Services& with, Call& call, catalog::View& view, const TileRun& run);

/// The rows of a tile, asked under the rights of the one who calls, as any query is: guarded,
/// masked, cached, audited. Throws `Error`: also `tile_without_data` (invalid) for a text.
Task<TileRows> run_tile(Services& with, Call& call, TileRun run);

/// The rows with the chart of the tile.
[[nodiscard]] TileDataShape shown(const store::Tile& tile, const TileRows& rows);

/// The operation on one tile.
Task<TileDataShape> tile_data(Services& with, Call& call, TileDataRequest request);

/// Fills in the rows with their chart.
void fill_rows(ChartedRows& shape, const ResultSet& result, const boost::json::object* chart);

}  // namespace parlance::serve
