#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Dashboards: what a tenant keeps an eye on. Everybody of the tenant sees them; who made one, and
/// administrators, change it. What a tile shows is asked anew each time, with the rights of the one
/// who looks. Texts are sealed. Every change keeps a version (`store/dashboard_versions.hpp`).
///
/// Whoever changes something names the version that they have seen. All of this throws `Error`:
/// `dashboard_not_found` and `tile_not_found` (not_found, the same for another tenant's),
/// `dashboard_not_yours` (forbidden), `dashboard_changed` (conflict), `too_many_tiles` (invalid).
namespace parlance::store {

/// Columns of the grid that tiles stand on.
inline constexpr std::int64_t grid_columns = 12;
inline constexpr std::int64_t dashboard_tiles_max = 60;

/// A column of a table of a source.
struct FilterColumn {
    std::string connection_id;
    std::string schema;
    std::string table;
    std::string column;

    bool operator==(const FilterColumn&) const = default;
};

/// What whoever looks may narrow all tiles by that read one of its columns.
struct DashboardFilter {
    std::string id;    ///< told apart by it within the dashboard, in addresses too
    std::string kind;  ///< choice, text, number or date
    std::string label;
    std::vector<FilterColumn> columns;

    bool operator==(const DashboardFilter&) const = default;
};

/// What is the owner's to say of a dashboard, beside its tiles.
struct DashboardContent {
    std::string title;
    std::string description;
    std::optional<std::int64_t> refresh_seconds;  ///< how often a page asks anew; none: never
    std::vector<DashboardFilter> filters;

    bool operator==(const DashboardContent&) const = default;
};

struct Dashboard : DashboardContent {
    std::string id;
    std::string owner_id;
    std::optional<std::string> owner_name;  ///< none: the account is gone
    std::int64_t version = 1;               ///< another one when its content or its layout changes
    std::int64_t tiles = 0;
    Instant created_at;
    Instant updated_at;
};

/// The `y` of a new tile that shall stand below all others.
inline constexpr std::int64_t below_all = -1;

/// Where a tile stands: `x` and `width` in columns of the grid, `y` and `height` in rows, from the
/// top left.
struct TilePlace {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 6;
    std::int64_t height = 4;

    bool operator==(const TilePlace&) const = default;
};

/// What a tile asks, or says. `sql` is in the dialect that every source takes.
struct TileDraft {
    std::string kind = "chart";  ///< chart, table, number or text
    std::string title;
    std::optional<std::string> text;  ///< of a text tile: Markdown, as data
    std::optional<std::string> connection_id;
    std::optional<std::string> question;  ///< in words, when there was one
    std::optional<std::string> sql;
    std::optional<std::string> chart;  ///< a Vega-Lite specification as JSON; none: what fits
    std::optional<std::int64_t> refresh_seconds;
    std::optional<TilePlace> place;  ///< none: below all others

    bool operator==(const TileDraft&) const = default;
};

struct Tile : TileDraft {
    std::string id;
    std::string dashboard_id;
    std::string author_id;  ///< who wrote what it asks
    std::int64_t version = 1;
    Instant created_at;
    Instant updated_at;
};

struct TileMove {
    std::string tile_id;
    TilePlace to;
};

/// Newest first.
[[nodiscard]] Page<Dashboard>
dashboards(Reader& reader, Ledger& ledger, const Principal& who, const PageRequest& page);
[[nodiscard]] Dashboard
dashboard(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id);
/// Row by row, from the top left.
[[nodiscard]] std::vector<Tile>
tiles(Reader& reader, Ledger& ledger, const Principal& who, std::string_view dashboard_id);
[[nodiscard]] Tile tile(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view tile_id
);

/// Makes a dashboard of the one who calls and returns its id.
std::string add_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const DashboardContent& content,
    const std::vector<TileDraft>& tiles
);
void change_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t version,
    const DashboardContent& content
);
void remove_dashboard(Writer& writer, const Principal& who, std::string_view id);
/// Moves some tiles, or all; the others stay where they are.
void lay_out_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t version,
    const std::vector<TileMove>& moves
);
/// Copies a dashboard of the tenant for the one who calls; who wrote a tile stays its author.
/// Returns the id of the copy.
std::string duplicate_dashboard(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const std::optional<std::string>& title
);

/// Returns the id of the tile.
std::string add_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    const TileDraft& draft
);
/// Puts `draft` in place of what the tile was. A place that is absent stays. With `rewritten`, the
/// one who calls becomes the author of what the tile asks.
void change_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const Tile& before,
    std::int64_t version,
    const TileDraft& draft,
    bool rewritten
);
void remove_tile(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view dashboard_id,
    std::string_view tile_id
);

}  // namespace parlance::store
