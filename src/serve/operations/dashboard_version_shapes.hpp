#pragma once

#include "base/clock.hpp"
#include "serve/operations/dashboard_shapes.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on the versions of dashboards take and give.
namespace parlance::serve {

struct DashboardVersionItem {
    std::int64_t number = 0;
    std::string author_id;
    std::optional<std::string> author;
    std::string summary;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(DashboardVersionItem, (), (number, author_id, author, summary, created_at))
constexpr auto notes(const DashboardVersionItem*) {
    return std::array{json::note("summary", "What was changed, in words.")};
}

struct DashboardVersionList {
    std::vector<DashboardVersionItem> versions;
};
BOOST_DESCRIBE_STRUCT(DashboardVersionList, (), (versions))

struct DashboardVersionShape : DashboardVersionItem {
    std::string title;
    std::string description;
    std::optional<std::int64_t> refresh_seconds;
    std::vector<FilterShape> filters;
    std::vector<TileShape> tiles;
};
BOOST_DESCRIBE_STRUCT(
    DashboardVersionShape,
    (DashboardVersionItem),
    (title, description, refresh_seconds, filters, tiles)
)

struct DashboardVersionId {
    std::string dashboard_id;
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(DashboardVersionId, (), (dashboard_id, number))

struct DashboardRestoreRequest {
    std::string dashboard_id;
    std::int64_t number = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DashboardRestoreRequest, (), (dashboard_id, number, version))
constexpr auto notes(const DashboardRestoreRequest*) {
    return std::array{
        json::note("number", "Of the version that shall come back."),
        json::note("version", "The version of the dashboard that you have seen."),
    };
}

}  // namespace parlance::serve
