#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/dashboard_tiles.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <utility>

namespace parlance::serve {

namespace {

void fill(TileShape& shape, const store::Tile& tile) {
    const store::TilePlace place = tile.place.value_or(store::TilePlace{});
    shape.id = tile.id;
    boost::describe::enum_from_string(tile.kind.c_str(), shape.kind);
    shape.title = tile.title;
    shape.x = place.x;
    shape.y = place.y;
    shape.w = place.width;
    shape.h = place.height;
    shape.text = tile.text;
    shape.refresh_seconds = tile.refresh_seconds;
    shape.author_id = tile.author_id;
    shape.version = tile.version;
    shape.created_at = tile.created_at;
    shape.updated_at = tile.updated_at;
}

}  // namespace

Error tile_not_visible() {
    return Error(
        Failure::forbidden,
        "tile_not_visible",
        "You may not see what this tile shows, or it is no longer there. Ask who made the tile."
    );
}

bool is_about_sql(const Error& error) {
    return error.code().starts_with("sql_");
}

bool TileSight::wrote(const store::Tile& tile) const {
    return tile.author_id == call_.who().user_id || call_.who().may(Permission::admin);
}

/// Looks at a source once, however many tiles ask it.
Task<std::optional<TileRefusal>> TileSight::look_at(std::string connection_id) {
    if (views_.contains(connection_id)) co_return std::nullopt;
    const auto known = unreachable_.find(connection_id);
    if (known != unreachable_.end()) co_return known->second;
    try {
        catalog::View seen = co_await with_.catalog->view(call_.who(), connection_id);
        views_.emplace(connection_id, std::move(seen));
        co_return std::nullopt;
    } catch (const Error& error) {
        const TileRefusal refusal{error.code(), error.message()};
        unreachable_.emplace(connection_id, refusal);
        co_return refusal;
    }
}

Task<std::optional<TileRefusal>> TileSight::refusal_of(const store::Tile& tile) {
    if (!tile.sql || wrote(tile)) co_return std::nullopt;
    const std::string connection = tile.connection_id.value_or("");
    if (auto refusal = co_await look_at(connection)) co_return refusal;
    try {
        const guard::ApprovedQuery query =
            co_await approve(with_, call_, views_.at(connection), *tile.sql);
        co_return std::nullopt;
    } catch (const Error& error) {
        const Error told = is_about_sql(error) ? tile_not_visible() : error;
        co_return TileRefusal{told.code(), told.message()};
    }
}

Task<TileShape> TileSight::told(store::Tile tile) {
    TileShape shape;
    fill(shape, tile);
    shape.refusal = co_await refusal_of(tile);
    if (shape.refusal) co_return shape;
    shape.connection_id = tile.connection_id;
    shape.question = tile.question;
    shape.sql = tile.sql;
    if (tile.chart) shape.chart = json::Raw{*tile.chart};
    co_return shape;
}

Task<std::vector<TileShape>> TileSight::told(std::vector<store::Tile> tiles) {
    std::vector<TileShape> shapes;
    for (store::Tile& tile : tiles) {
        TileShape shape = co_await told(std::move(tile));
        shapes.push_back(std::move(shape));
    }
    co_return shapes;
}

}  // namespace parlance::serve
