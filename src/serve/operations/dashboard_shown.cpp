#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/dashboard_versions.hpp"
#include "store/dashboard_schedules.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

struct Whole {
    store::Dashboard dashboard;
    std::vector<store::Tile> tiles;
    std::int64_t stopped = 0;
};

}  // namespace

void fill(DashboardItem& item, const store::Dashboard& from, const Principal& who) {
    item.id = from.id;
    item.title = from.title;
    item.description = from.description;
    item.owner_id = from.owner_id;
    item.owner = from.owner_name;
    const bool own = from.owner_id == who.user_id || who.may(Permission::admin);
    item.may_change = own && who.may(Permission::write);
    item.tile_count = from.tiles;
    item.version = from.version;
    item.created_at = from.created_at;
    item.updated_at = from.updated_at;
}

Task<DashboardShape> shown_dashboard(Services& with, Call& call, std::string id) {
    const auto work = [&](store::Reader& reader) {
        return Whole{
            store::dashboard(reader, *with.ledger, call.who(), id),
            store::tiles(reader, *with.ledger, call.who(), id),
            store::stopped_schedules(reader, call.who(), id)
        };
    };
    Whole whole = co_await with.store->read(work);
    DashboardShape shape;
    fill(shape, whole.dashboard, call.who());
    if (shape.may_change) shape.stopped_schedules = whole.stopped;
    shape.refresh_seconds = whole.dashboard.refresh_seconds;
    shape.filters = co_await told_filters(with, call, std::move(whole.dashboard.filters));
    TileSight sight(with, call);
    shape.tiles = co_await sight.told(std::move(whole.tiles));
    co_return shape;
}

}  // namespace parlance::serve
