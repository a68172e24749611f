#include "base/error.hpp"
#include "serve/operations/dashboard_data.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_guest.hpp"
#include "serve/operations/dashboard_share_shapes.hpp"
#include "serve/operations/dashboard_shares.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <utility>

namespace parlance::serve {

namespace {

struct Whole {
    store::Dashboard dashboard;
    std::vector<store::Tile> tiles;
};

Task<Whole> read_whole(Services& with, Call& call, const std::string& id) {
    const auto work = [&](store::Reader& reader) {
        return Whole{
            store::dashboard(reader, *with.ledger, call.who(), id),
            store::tiles(reader, *with.ledger, call.who(), id)
        };
    };
    co_return co_await with.store->read(work);
}

SharedTile shape_of(const store::Tile& tile) {
    const store::TilePlace place = tile.place.value_or(store::TilePlace{});
    SharedTile shape{.id = tile.id, .title = tile.title, .text = tile.text};
    boost::describe::enum_from_string(tile.kind.c_str(), shape.kind);
    shape.x = place.x;
    shape.y = place.y;
    shape.w = place.width;
    shape.h = place.height;
    shape.refresh_seconds = tile.refresh_seconds;
    shape.version = tile.version;
    return shape;
}

/// Opening is written down, as what is run is.
Task<void> note_opening(Services& with, Call& call, const Guest& guest, const std::string& title) {
    const auto work = [&](store::Writer& writer) {
        store::touch_dashboard_share(writer, System{}, guest.share.id, with.now());
        store::AuditEntry entry;
        entry.door = call.door_name;
        entry.action = "dashboard_opened";
        entry.outcome = "done";
        entry.request_id = call.request_id;
        entry.question = title + ": " + guest.share.hint;
        store::append_audit(writer, *with.ledger, call.who(), entry);
    };
    co_await with.store->write(work);
}

Task<SharedDashboard> open_shared(Services& with, Call& call, SharedRequest request) {
    const Guest guest = co_await let_in(with, call, std::move(request.token));
    const Whole whole = co_await read_whole(with, call, guest.share.dashboard_id);
    co_await note_opening(with, call, guest, whole.dashboard.title);
    SharedDashboard shape;
    shape.title = whole.dashboard.title;
    shape.description = whole.dashboard.description;
    shape.role = guest.share.role;
    shape.expires_at = guest.share.expires_at;
    shape.refresh_seconds = whole.dashboard.refresh_seconds;
    const auto filters = co_await told_filters(with, call, whole.dashboard.filters);
    for (const FilterShape& each : filters)
        shape.filters.push_back({each.id, each.label, each.kind, !each.columns.empty()});
    for (const store::Tile& each : whole.tiles)
        shape.tiles.push_back(shape_of(each));
    co_return shape;
}

Task<TileDataShape> shared_tile(Services& with, Call& call, SharedTileRequest request) {
    const Guest guest = co_await let_in(with, call, std::move(request.token));
    TileRun run{.cache = request.cache.value_or(CacheUse::use), .within = guest.maker};
    const auto read = [&](store::Reader& reader) {
        const std::string& id = guest.share.dashboard_id;
        run.filters = store::dashboard(reader, *with.ledger, call.who(), id).filters;
        run.tile = store::tile(reader, *with.ledger, call.who(), id, request.tile_id);
    };
    co_await with.store->read(read);
    run.chosen = checked_filter_values(request.filters.value_or(FilterValues{}), run.filters);
    const store::Tile tile = run.tile;
    const TileRows rows = co_await run_tile(with, call, std::move(run));
    co_return shown(tile, rows);
}

Task<FilterChoicesShape> shared_choices(Services& with, Call& call, SharedChoicesRequest request) {
    const Guest guest = co_await let_in(with, call, std::move(request.token));
    const auto read = [&](store::Reader& reader) {
        return store::dashboard(reader, *with.ledger, call.who(), guest.share.dashboard_id).filters;
    };
    const std::vector<store::DashboardFilter> filters = co_await with.store->read(read);
    const store::DashboardFilter& filter = filter_among(filters, request.filter_id);
    co_return co_await filter_choices(with, call, filter, request.search.value_or(""), guest.maker);
}

Facts facts(std::string_view path, std::string_view id, std::string_view summary) {
    return {
        .method = Method::post,
        .path = path,
        .id = id,
        .summary = summary,
        .tag = "dashboards",
        .access = Access::anyone,
    };
}

}  // namespace

std::vector<Operation> shared_operations() {
    return {
        operation(
            facts("/api/v1/shared", "open_shared", "Shows a dashboard to who has a link to it."),
            &open_shared
        ),
        operation(
            facts("/api/v1/shared/tile", "get_shared_tile", "Shows a tile to who has a link."),
            &shared_tile
        ),
        operation(
            facts(
                "/api/v1/shared/choices",
                "list_shared_choices",
                "Lists what can be chosen by a filter, to who has a link."
            ),
            &shared_choices
        ),
    };
}

}  // namespace parlance::serve
