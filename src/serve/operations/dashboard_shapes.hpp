#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "serve/operations/answer_parts.hpp"
#include "serve/operations/dashboard_filter_shapes.hpp"
#include "serve/operations/dashboard_tile_shapes.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on dashboards take and give.
namespace parlance::serve {

struct DashboardItem {
    std::string id;
    std::string title;
    std::string description;
    std::string owner_id;
    std::optional<std::string> owner;
    bool may_change = false;
    std::int64_t tile_count = 0;
    std::int64_t version = 0;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(
    DashboardItem,
    (),
    (id,
     title,
     description,
     owner_id,
     owner,
     may_change,
     tile_count,
     version,
     created_at,
     updated_at)
)
constexpr auto notes(const DashboardItem*) {
    return std::array{
        json::note("owner", "The name of the one who made it."),
        json::note("may_change", "Whether you may change it."),
        json::note("version", "What to send with a change of the dashboard or its layout."),
    };
}

struct DashboardShape : DashboardItem {
    std::optional<std::int64_t> refresh_seconds;
    std::vector<FilterShape> filters;
    std::vector<TileShape> tiles;
    std::int64_t stopped_schedules = 0;
};
BOOST_DESCRIBE_STRUCT(
    DashboardShape,
    (DashboardItem),
    (refresh_seconds, filters, tiles, stopped_schedules)
)
constexpr auto notes(const DashboardShape*) {
    return std::array{
        json::note("owner", "The name of the one who made it."),
        json::note("may_change", "Whether you may change it."),
        json::note("version", "What to send with a change of the dashboard or its layout."),
        json::note("refresh_seconds", "How often a page that shows it asks anew for all tiles."),
        json::note(
            "stopped_schedules",
            "How many schedules were turned off because sending failed; only for those who may "
            "change it."
        ),
    };
}

struct DashboardPage {
    std::vector<DashboardItem> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DashboardPage, (), (items, next))
constexpr auto notes(const DashboardPage*) {
    return std::array{json::note("next", "`before` of the next page; null at the end.").nullable()};
}

struct DashboardListRequest {
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
};
BOOST_DESCRIBE_STRUCT(DashboardListRequest, (), (limit, before))
constexpr auto notes(const DashboardListRequest*) {
    return std::array{
        json::note("limit", "Dashboards at the most; 50 without it.").between(1, 200),
        json::note("before", "`next` of the page in front.").length(1, 512),
    };
}

struct DashboardRequest {
    std::string title;
    std::optional<std::string> description;
    std::vector<TileFields> tiles;
    std::optional<std::int64_t> refresh_seconds;
    std::optional<std::vector<FilterShape>> filters;
};
BOOST_DESCRIBE_STRUCT(DashboardRequest, (), (title, description, tiles, refresh_seconds, filters))
constexpr auto notes(const DashboardRequest*) {
    return std::array{
        json::note("title").length(1, 200).example(R"("Sales")"),
        json::note("description").length(0, 2'000),
        json::note("tiles", "Such as those of a proposed dashboard.").items(0, 60).optional(),
        json::note("refresh_seconds", "At least 10; 0 for never.").between(0, 86'400),
        json::note("filters").items(0, 12),
    };
}

struct DashboardId {
    std::string dashboard_id;
};
BOOST_DESCRIBE_STRUCT(DashboardId, (), (dashboard_id))

struct DashboardChangeRequest {
    std::string dashboard_id;
    std::int64_t version = 0;
    std::optional<std::string> title;
    std::optional<std::string> description;
    std::optional<std::int64_t> refresh_seconds;
    std::optional<std::vector<FilterShape>> filters;
};
BOOST_DESCRIBE_STRUCT(
    DashboardChangeRequest,
    (),
    (dashboard_id, version, title, description, refresh_seconds, filters)
)
constexpr auto notes(const DashboardChangeRequest*) {
    return std::array{
        json::note("version", "The version that you have seen."),
        json::note("title").length(1, 200),
        json::note("description").length(0, 2'000),
        json::note("refresh_seconds", "At least 10; 0 for never.").between(0, 86'400),
        json::note("filters", "All of them, in their order.").items(0, 12),
    };
}

struct DashboardCopyRequest {
    std::string dashboard_id;
    std::optional<std::string> title;
};
BOOST_DESCRIBE_STRUCT(DashboardCopyRequest, (), (dashboard_id, title))
constexpr auto notes(const DashboardCopyRequest*) {
    return std::array{json::note("title", "Of the copy.").length(1, 200)};
}

struct PlaceShape {
    std::string tile_id;
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t w = 0;
    std::int64_t h = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceShape, (), (tile_id, x, y, w, h))
constexpr auto notes(const PlaceShape*) {
    return std::array{
        json::note("tile_id").length(1, 64),
        json::note("x").between(0, 11),
        json::note("y").between(0, 10'000),
        json::note("w").between(1, 12),
        json::note("h").between(1, 100),
    };
}

struct LayoutRequest {
    std::string dashboard_id;
    std::int64_t version = 0;
    std::vector<PlaceShape> tiles;
};
BOOST_DESCRIBE_STRUCT(LayoutRequest, (), (dashboard_id, version, tiles))
constexpr auto notes(const LayoutRequest*) {
    return std::array{
        json::note("version", "The version of the dashboard that you have seen."),
        json::note("tiles", "The new places; tiles that are left out stay where they are.")
            .items(1, 60),
    };
}

struct UsageChartShape : ChartedRows {
    std::string id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(UsageChartShape, (ChartedRows), (id, title))

struct UsageChartsShape {
    std::vector<UsageChartShape> charts;
};
BOOST_DESCRIBE_STRUCT(UsageChartsShape, (), (charts))

enum class ChartsOf : std::uint8_t { own, tenant };
BOOST_DESCRIBE_ENUM(ChartsOf, own, tenant)

struct UsageChartsRequest {
    std::optional<std::int32_t> days;
    std::optional<ChartsOf> of;
};
BOOST_DESCRIBE_STRUCT(UsageChartsRequest, (), (days, of))
constexpr auto notes(const UsageChartsRequest*) {
    return std::array{
        json::note("days", "How many days up to today, in UTC; 30 when not given.").between(1, 90),
        json::note("of", "Your own queries, or all of the tenant (administrators only)."),
    };
}

struct SuggestDashboardRequest {
    std::optional<std::string> connection_id;
    std::optional<std::string> goal;
};
BOOST_DESCRIBE_STRUCT(SuggestDashboardRequest, (), (connection_id, goal))
constexpr auto notes(const SuggestDashboardRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note("goal", "What you want to keep an eye on.")
            .length(0, 500)
            .example(R"("sales overview")"),
    };
}

struct DashboardProposal {
    std::string connection_id;
    std::string title;
    std::vector<TileFields> tiles;
    std::vector<std::string> unmatched;
    std::optional<std::string> reason;
    std::vector<NoteShape> notes;
    std::vector<ModelStepShape> steps;
};
BOOST_DESCRIBE_STRUCT(
    DashboardProposal,
    (),
    (connection_id, title, tiles, unmatched, reason, notes, steps)
)
constexpr auto notes(const DashboardProposal*) {
    return std::array{
        json::note("tiles", "Each ran just now and is not empty; send them to `/dashboards`."),
        json::note("unmatched", "Words of the goal that mean nothing in the source."),
        json::note("reason", "Why there are no tiles."),
        json::note("steps", "The calls of language models, when there were any."),
    };
}

}  // namespace parlance::serve
