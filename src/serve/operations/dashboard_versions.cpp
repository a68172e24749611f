#include "serve/operations/dashboard_versions.hpp"

#include "serve/operations/audited.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/dashboard_version_shapes.hpp"
#include "serve/operations/facts.hpp"
#include "store/dashboard_versions.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::serve {

namespace {

void fill(DashboardVersionItem& item, const store::DashboardVersion& from) {
    item.number = from.number;
    item.author_id = from.author_id;
    item.author = from.author;
    item.summary = from.summary;
    item.created_at = from.created_at;
}

Task<DashboardVersionList> list_versions(Services& with, Call& call, DashboardId request) {
    const auto work = [&](store::Reader& reader) {
        return store::dashboard_versions(reader, *with.ledger, call.who(), request.dashboard_id);
    };
    const auto all = co_await with.store->read(work);
    DashboardVersionList list;
    for (const store::DashboardVersion& each : all)
        fill(list.versions.emplace_back(), each);
    co_return list;
}

Task<DashboardVersionShape> get_version(Services& with, Call& call, DashboardVersionId request) {
    const auto work = [&](store::Reader& reader) {
        return store::dashboard_version(
            reader, *with.ledger, call.who(), request.dashboard_id, request.number
        );
    };
    store::DashboardSnapshot found = co_await with.store->read(work);
    DashboardVersionShape shape;
    fill(shape, found);
    shape.title = found.content.title;
    shape.description = found.content.description;
    shape.refresh_seconds = found.content.refresh_seconds;
    shape.filters = co_await told_filters(with, call, std::move(found.content.filters));
    TileSight sight(with, call);
    shape.tiles = co_await sight.told(std::move(found.tiles));
    co_return shape;
}

Task<DashboardShape> restore_version(Services& with, Call& call, DashboardRestoreRequest request) {
    const auto work = [&](store::Writer& writer) {
        store::restore_dashboard(
            writer, *with.ledger, call.who(), request.dashboard_id, request.version, request.number
        );
        const store::Dashboard now =
            store::dashboard(writer, *with.ledger, call.who(), request.dashboard_id);
        const std::string what = fmt::format("{}: version {}", now.title, request.number);
        audit_dashboard(writer, *with.ledger, call, "dashboard_restored", what);
    };
    co_await with.store->write(work);
    co_return co_await shown_dashboard(with, call, std::move(request.dashboard_id));
}

constexpr FactsOf reads{"dashboards", Access::write};

constexpr std::string_view all_path = "/api/v1/dashboards/{dashboard_id}/versions";
constexpr std::string_view one_path = "/api/v1/dashboards/{dashboard_id}/versions/{number}";
constexpr std::string_view back_path =
    "/api/v1/dashboards/{dashboard_id}/versions/{number}/restore";

}  // namespace

std::vector<Operation> operations_on_versions() {
    using enum Method;
    return {
        operation(
            reads(
                get, all_path, "list_dashboard_versions", "Lists what was changed, newest first."
            ),
            &list_versions
        ),
        operation(
            reads(get, one_path, "get_dashboard_version", "Shows how a dashboard was."),
            &get_version
        ),
        operation(
            reads(
                post,
                back_path,
                "restore_dashboard",
                "Makes a dashboard what it was, as a change of its own."
            ),
            &restore_version
        ),
    };
}

}  // namespace parlance::serve
