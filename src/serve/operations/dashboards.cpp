#include "serve/operations/dashboards.hpp"

#include "base/error.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/dashboard_data.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_schedules.hpp"
#include "serve/operations/dashboard_shapes.hpp"
#include "serve/operations/dashboard_shares.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/dashboard_versions.hpp"
#include "serve/operations/facts.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

/// Within the transaction of the change itself.
void audit_change(
    store::Writer& writer,
    Services& with,
    const Call& call,
    const std::string& dashboard_id
) {
    const store::Dashboard now = store::dashboard(writer, *with.ledger, call.who(), dashboard_id);
    audit_dashboard(writer, *with.ledger, call, "dashboard_changed", now.title);
}

Task<DashboardPage> list_dashboards(Services& with, Call& call, DashboardListRequest request) {
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        return store::dashboards(reader, *with.ledger, call.who(), page);
    };
    const auto found = co_await with.store->read(work);
    DashboardPage page;
    for (const store::Dashboard& each : found.items)
        fill(page.items.emplace_back(), each, call.who());
    page.next = found.next;
    co_return page;
}

Task<DashboardShape> get_dashboard(Services& with, Call& call, DashboardId request) {
    co_return co_await shown_dashboard(with, call, std::move(request.dashboard_id));
}

/// A tile among others: what is wrong with it is told with its place.
Task<store::TileDraft>
drafted_at(Services& with, Call& call, TileFields fields, std::size_t index) {
    std::optional<Error> wrong;
    try {
        co_return co_await drafted(with, call, std::move(fields));
    } catch (const Error& error) {
        wrong = error;
    }
    const std::string place = "/tiles/" + std::to_string(index);
    std::vector<Fault> faults{{place, wrong->message()}};
    for (const Fault& fault : wrong->faults())
        faults.push_back({place + fault.pointer, fault.detail});
    if (faults.size() > 1) faults.erase(faults.begin());
    throw Error(wrong->why(), wrong->code(), wrong->message()).with_faults(std::move(faults));
}

Task<DashboardShape> create_dashboard(Services& with, Call& call, DashboardRequest request) {
    std::vector<store::TileDraft> drafts;
    for (std::size_t index = 0; index < request.tiles.size(); ++index) {
        store::TileDraft draft =
            co_await drafted_at(with, call, std::move(request.tiles[index]), index);
        drafts.push_back(std::move(draft));
    }
    store::DashboardContent content{request.title, request.description.value_or("")};
    content.refresh_seconds = refresh_of(request.refresh_seconds);
    if (request.filters)
        content.filters = co_await checked_filters(with, call, std::move(*request.filters));
    const auto work = [&](store::Writer& writer) {
        std::string made = store::add_dashboard(writer, *with.ledger, call.who(), content, drafts);
        audit_dashboard(writer, *with.ledger, call, "dashboard_created", content.title);
        return made;
    };
    const std::string id = co_await with.store->write(work);
    co_return co_await shown_dashboard(with, call, id);
}

Task<DashboardShape> change_dashboard(Services& with, Call& call, DashboardChangeRequest request) {
    std::optional<std::vector<store::DashboardFilter>> filters;
    if (request.filters)
        filters = co_await checked_filters(with, call, std::move(*request.filters));
    const auto work = [&](store::Writer& writer) {
        store::DashboardContent content =
            store::dashboard(writer, *with.ledger, call.who(), request.dashboard_id);
        content.title = request.title.value_or(content.title);
        content.description = request.description.value_or(content.description);
        if (request.refresh_seconds) content.refresh_seconds = refresh_of(request.refresh_seconds);
        if (filters) content.filters = *filters;
        store::change_dashboard(
            writer, *with.ledger, call.who(), request.dashboard_id, request.version, content
        );
        audit_change(writer, with, call, request.dashboard_id);
    };
    co_await with.store->write(work);
    co_return co_await shown_dashboard(with, call, std::move(request.dashboard_id));
}

Task<void> delete_dashboard(Services& with, Call& call, DashboardId request) {
    const auto work = [&](store::Writer& writer) {
        const store::Dashboard gone =
            store::dashboard(writer, *with.ledger, call.who(), request.dashboard_id);
        store::remove_dashboard(writer, call.who(), request.dashboard_id);
        audit_dashboard(writer, *with.ledger, call, "dashboard_deleted", gone.title);
    };
    co_await with.store->write(work);
}

Task<DashboardShape> lay_out_dashboard(Services& with, Call& call, LayoutRequest request) {
    std::vector<store::TileMove> moves;
    for (const PlaceShape& each : request.tiles) {
        const store::TilePlace place{each.x, each.y, each.w, each.h};
        require_on_grid(place, "/tiles/" + std::to_string(moves.size()));
        moves.push_back({each.tile_id, place});
    }
    const auto work = [&](store::Writer& writer) {
        store::lay_out_dashboard(
            writer, *with.ledger, call.who(), request.dashboard_id, request.version, moves
        );
        audit_change(writer, with, call, request.dashboard_id);
    };
    co_await with.store->write(work);
    co_return co_await shown_dashboard(with, call, std::move(request.dashboard_id));
}

Task<DashboardShape> duplicate_dashboard(Services& with, Call& call, DashboardCopyRequest request) {
    const auto work = [&](store::Writer& writer) {
        std::string copy = store::duplicate_dashboard(
            writer, *with.ledger, call.who(), request.dashboard_id, request.title
        );
        const store::Dashboard made = store::dashboard(writer, *with.ledger, call.who(), copy);
        audit_dashboard(writer, *with.ledger, call, "dashboard_created", made.title);
        return copy;
    };
    const std::string id = co_await with.store->write(work);
    co_return co_await shown_dashboard(with, call, id);
}

Task<TileShape> shown_tile(Services& with, Call& call, std::string dashboard, std::string tile) {
    const auto work = [&](store::Reader& reader) {
        (void)store::dashboard(reader, *with.ledger, call.who(), dashboard);
        return store::tile(reader, *with.ledger, call.who(), dashboard, tile);
    };
    store::Tile found = co_await with.store->read(work);
    TileSight sight(with, call);
    co_return co_await sight.told(std::move(found));
}

Task<TileShape> add_tile(Services& with, Call& call, TileAddRequest request) {
    std::string dashboard = std::move(request.dashboard_id);
    const store::TileDraft draft = co_await drafted(with, call, std::move(request));
    const auto work = [&](store::Writer& writer) {
        std::string made = store::add_tile(writer, *with.ledger, call.who(), dashboard, draft);
        audit_change(writer, with, call, dashboard);
        return made;
    };
    const std::string id = co_await with.store->write(work);
    co_return co_await shown_tile(with, call, std::move(dashboard), id);
}

Task<TileShape> get_tile(Services& with, Call& call, TileId request) {
    co_return co_await shown_tile(
        with, call, std::move(request.dashboard_id), std::move(request.tile_id)
    );
}

Task<TileShape> change_tile(Services& with, Call& call, TileChangeRequest request) {
    const auto read = [&](store::Reader& reader) {
        (void)store::dashboard(reader, *with.ledger, call.who(), request.dashboard_id);
        return store::tile(reader, *with.ledger, call.who(), request.dashboard_id, request.tile_id);
    };
    const store::Tile before = co_await with.store->read(read);
    const bool rewritten = rewrites(request);
    const store::TileDraft draft = co_await redrafted(with, call, before, request);
    const auto work = [&](store::Writer& writer) {
        store::change_tile(
            writer, *with.ledger, call.who(), before, request.version, draft, rewritten
        );
        audit_change(writer, with, call, request.dashboard_id);
    };
    co_await with.store->write(work);
    co_return co_await shown_tile(
        with, call, std::move(request.dashboard_id), std::move(request.tile_id)
    );
}

Task<void> delete_tile(Services& with, Call& call, TileId request) {
    const auto work = [&](store::Writer& writer) {
        store::remove_tile(writer, *with.ledger, call.who(), request.dashboard_id, request.tile_id);
        audit_change(writer, with, call, request.dashboard_id);
    };
    co_await with.store->write(work);
}

Task<FilterChoicesShape> list_choices(Services& with, Call& call, FilterChoicesRequest request) {
    const auto read = [&](store::Reader& reader) {
        return store::dashboard(reader, *with.ledger, call.who(), request.dashboard_id).filters;
    };
    const std::vector<store::DashboardFilter> filters = co_await with.store->read(read);
    const store::DashboardFilter& filter = filter_among(filters, request.filter_id);
    co_return co_await filter_choices(with, call, filter, request.search.value_or(""));
}

constexpr FactsOf facts{"dashboards"};

constexpr std::string_view all_path = "/api/v1/dashboards";
constexpr std::string_view one_path = "/api/v1/dashboards/{dashboard_id}";
constexpr std::string_view layout_path = "/api/v1/dashboards/{dashboard_id}/layout";
constexpr std::string_view copy_path = "/api/v1/dashboards/{dashboard_id}/duplicate";
constexpr std::string_view tiles_path = "/api/v1/dashboards/{dashboard_id}/tiles";
constexpr std::string_view tile_path = "/api/v1/dashboards/{dashboard_id}/tiles/{tile_id}";
constexpr std::string_view choices_path =
    "/api/v1/dashboards/{dashboard_id}/filters/{filter_id}/choices";
constexpr std::string_view data_path = "/api/v1/dashboards/{dashboard_id}/tiles/{tile_id}/data";

std::vector<Operation> operations_on_dashboards() {
    using enum Method;
    return {
        operation(
            facts(get, all_path, "list_dashboards", "Lists the tenant's dashboards, newest first."),
            &list_dashboards
        ),
        operation(
            facts(post, all_path, "create_dashboard", "Makes a dashboard, with its tiles.", 201),
            &create_dashboard
        ),
        operation(
            facts(get, one_path, "get_dashboard", "Shows a dashboard, as far as you may see it."),
            &get_dashboard
        ),
        operation(
            facts(
                patch,
                one_path,
                "change_dashboard",
                "Changes texts, filters and refresh of a dashboard."
            ),
            &change_dashboard
        ),
        operation(
            facts(remove, one_path, "delete_dashboard", "Deletes a dashboard with its tiles."),
            &delete_dashboard
        ),
        operation(
            facts(put, layout_path, "lay_out_dashboard", "Moves and resizes tiles in one call."),
            &lay_out_dashboard
        ),
        operation(
            facts(post, copy_path, "duplicate_dashboard", "Copies a dashboard for you.", 201),
            &duplicate_dashboard
        ),
        operation(
            facts(
                get,
                choices_path,
                "list_filter_choices",
                "Lists what can be chosen by a filter, as far as you may see it."
            ),
            &list_choices
        ),
    };
}

std::vector<Operation> operations_on_tiles() {
    using enum Method;
    return {
        operation(
            facts(post, tiles_path, "add_tile", "Adds a tile, from an answer or from SQL.", 201),
            &add_tile
        ),
        operation(
            facts(get, tile_path, "get_tile", "Shows a tile, as far as you may see it."), &get_tile
        ),
        operation(
            facts(patch, tile_path, "change_tile", "Changes what a tile shows, and how."),
            &change_tile
        ),
        operation(facts(remove, tile_path, "delete_tile", "Removes a tile."), &delete_tile),
        operation(
            facts(
                get,
                data_path,
                "get_tile_data",
                "Runs what a tile asks, with your own rights, and shows rows and chart."
            ),
            &tile_data
        ),
    };
}

}  // namespace

std::vector<Operation> dashboard_operations() {
    std::vector<Operation> all = operations_on_dashboards();
    for (const auto& more : {
             operations_on_tiles(),
             operations_on_versions(),
             share_operations(),
             shared_operations(),
             schedule_operations(),
         })
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace parlance::serve
