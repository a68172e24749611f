#pragma once

#include "base/task.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/operations/dashboard_tile_shapes.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// Between tiles as people write them, as they are stored, and as they are told.
namespace parlance::serve {

/// What somebody wrote, checked: its SQL runs under their own rights, its chart is plain, its place
/// is on the grid. Throws `Error`.
Task<store::TileDraft> drafted(Services& with, Call& call, TileFields fields);
/// The same for a change of a tile that there is.
Task<store::TileDraft>
redrafted(Services& with, Call& call, store::Tile before, TileChangeRequest change);

/// Whether what a tile asks is new with this change.
[[nodiscard]] bool rewrites(const TileChangeRequest& change);

/// How often something asks anew; 0 and nothing are never. Throws `Error` (invalid) when too often.
[[nodiscard]] std::optional<std::int64_t> refresh_of(std::optional<std::int64_t> seconds);

/// Throws `Error` (invalid, `invalid_fields`) for a place that is not on the grid.
void require_on_grid(const store::TilePlace& place, const std::string& pointer);

/// What one person may know of tiles. What a tile asks is told to those who may run it, its author
/// and administrators: its SQL names tables and values.
class TileSight {
public:
    TileSight(Services& with, Call& call) : with_(with), call_(call) {}

    Task<TileShape> told(store::Tile tile);
    Task<std::vector<TileShape>> told(std::vector<store::Tile> tiles);
    /// Whether the person may know its SQL whatever they may see of the source.
    [[nodiscard]] bool wrote(const store::Tile& tile) const;

private:
    Task<std::optional<TileRefusal>> refusal_of(const store::Tile& tile);
    Task<std::optional<TileRefusal>> look_at(std::string connection_id);

    Services& with_;
    Call& call_;
    std::map<std::string, catalog::View> views_;      ///< by connection
    std::map<std::string, TileRefusal> unreachable_;  ///< connections that gave no view
};

/// What those are told who may not see the data of a tile; it names nothing.
[[nodiscard]] Error tile_not_visible();
/// Whether the error came from reading the tile's SQL under the policy: then it speaks of the SQL.
[[nodiscard]] bool is_about_sql(const Error& error);

}  // namespace parlance::serve
