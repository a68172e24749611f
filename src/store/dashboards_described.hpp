#pragma once

#include "base/shape.hpp"
#include "store/dashboards.hpp"

#include <boost/describe.hpp>

#include <array>

/// How dashboards are written where they are sealed.
namespace parlance::store {

BOOST_DESCRIBE_STRUCT(FilterColumn, (), (connection_id, schema, table, column))
BOOST_DESCRIBE_STRUCT(DashboardFilter, (), (id, kind, label, columns))
BOOST_DESCRIBE_STRUCT(DashboardContent, (), (title, description, refresh_seconds, filters))
constexpr auto notes(const DashboardContent*) {
    return std::array{json::note("filters").optional()};
}

BOOST_DESCRIBE_STRUCT(TilePlace, (), (x, y, width, height))
BOOST_DESCRIBE_STRUCT(
    TileDraft,
    (),
    (kind, title, text, connection_id, question, sql, chart, refresh_seconds, place)
)
BOOST_DESCRIBE_STRUCT(
    Tile,
    (TileDraft),
    (id, dashboard_id, author_id, version, created_at, updated_at)
)

}  // namespace parlance::store
