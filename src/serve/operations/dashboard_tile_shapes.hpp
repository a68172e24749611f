#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "serve/call.hpp"
#include "serve/operations/answer_parts.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on the tiles of dashboards take and give.
namespace parlance::serve {

enum class TileKind : std::uint8_t { chart, table, number, text };
BOOST_DESCRIBE_ENUM(TileKind, chart, table, number, text)

/// A tile as somebody writes it, and as a proposed dashboard has it.
struct TileFields {
    TileKind kind = TileKind::chart;
    std::optional<std::string> title;
    std::optional<std::int64_t> x;
    std::optional<std::int64_t> y;
    std::optional<std::int64_t> w;
    std::optional<std::int64_t> h;
    std::optional<std::string> query_id;
    std::optional<std::string> sql;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::optional<boost::json::object> chart;
    std::optional<std::string> text;
    std::optional<std::int64_t> refresh_seconds;
};
BOOST_DESCRIBE_STRUCT(
    TileFields,
    (),
    (kind, title, x, y, w, h, query_id, sql, connection_id, question, chart, text, refresh_seconds)
)
constexpr auto notes(const TileFields*) {
    return std::array{
        json::note("title", "Without it, the question.").length(0, 200),
        json::note("x", "Its left edge on a grid of twelve columns.").between(0, 11),
        json::note("y", "Its upper edge, in rows of the grid; below all others without.")
            .between(0, 10'000),
        json::note("w", "How many columns wide it is.").between(1, 12),
        json::note("h", "How many rows high it is.").between(1, 100),
        json::note(
            "query_id",
            "An answer of yours: its SQL, question and chart are taken over. Or give `sql`."
        )
            .length(1, 64),
        json::note("sql", "One SELECT in PostgreSQL's dialect, for every source.")
            .length(1, 65'536),
        json::note("connection_id", "The source of `sql`; without it the tenant's default source.")
            .length(1, 64),
        json::note("question", "What it asks, in words.").length(0, 2'000),
        json::note(
            "chart",
            "A Vega-Lite specification over the data set `result`, without data or addresses of "
            "its own; without it, or when it is empty, the chart that fits."
        ),
        json::note("text", "Of a text tile: simple Markdown. It is shown as data, never as HTML.")
            .length(0, 20'000),
        json::note(
            "refresh_seconds", "How often a page that shows it asks anew, at least 10; 0 for never."
        )
            .between(0, 86'400),
    };
}

struct TileAddRequest : TileFields {
    std::string dashboard_id;
};
BOOST_DESCRIBE_STRUCT(TileAddRequest, (TileFields), (dashboard_id))

struct TileChangeRequest {
    std::string dashboard_id;
    std::string tile_id;
    std::int64_t version = 0;
    std::optional<TileKind> kind;
    std::optional<std::string> title;
    std::optional<std::int64_t> x;
    std::optional<std::int64_t> y;
    std::optional<std::int64_t> w;
    std::optional<std::int64_t> h;
    std::optional<std::string> query_id;
    std::optional<std::string> sql;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::optional<boost::json::object> chart;
    std::optional<std::string> text;
    std::optional<std::int64_t> refresh_seconds;
};
BOOST_DESCRIBE_STRUCT(
    TileChangeRequest,
    (),
    (dashboard_id,
     tile_id,
     version,
     kind,
     title,
     x,
     y,
     w,
     h,
     query_id,
     sql,
     connection_id,
     question,
     chart,
     text,
     refresh_seconds)
)
constexpr auto notes(const TileChangeRequest*) {
    return std::array{
        json::note("version", "The version of the tile that you have seen."),
        json::note("title").length(0, 200),
        json::note("x").between(0, 11),
        json::note("y").between(0, 10'000),
        json::note("w").between(1, 12),
        json::note("h").between(1, 100),
        json::note("query_id", "As in a new tile.").length(1, 64),
        json::note("sql", "As in a new tile.").length(1, 65'536),
        json::note("connection_id", "The source of `sql`, with which it goes.").length(1, 64),
        json::note("question").length(0, 2'000),
        json::note("chart", "An empty one leaves the choice to Parlance."),
        json::note("text").length(0, 20'000),
        json::note("refresh_seconds", "0 for never.").between(0, 86'400),
    };
}

/// Why somebody sees nothing of a tile.
struct TileRefusal {
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(TileRefusal, (), (code, detail))

struct TileShape {
    std::string id;
    TileKind kind = TileKind::chart;
    std::string title;
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t w = 0;
    std::int64_t h = 0;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<json::Raw> chart;
    std::optional<std::string> text;
    std::optional<std::int64_t> refresh_seconds;
    std::optional<TileRefusal> refusal;
    std::string author_id;
    std::int64_t version = 0;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(
    TileShape,
    (),
    (id,
     kind,
     title,
     x,
     y,
     w,
     h,
     connection_id,
     question,
     sql,
     chart,
     text,
     refresh_seconds,
     refusal,
     author_id,
     version,
     created_at,
     updated_at)
)
constexpr auto notes(const TileShape*) {
    return std::array{
        json::note("sql", "Only for those who may run it, its author and administrators."),
        json::note("refusal", "Why you see nothing of this tile; then it has no SQL and no chart."),
        json::note("version", "What to send with a change of the tile."),
    };
}

struct TileId {
    std::string dashboard_id;
    std::string tile_id;
};
BOOST_DESCRIBE_STRUCT(TileId, (), (dashboard_id, tile_id))

struct TileDataRequest {
    std::string dashboard_id;
    std::string tile_id;
    std::optional<CacheUse> cache;
    std::optional<std::string> filters;
};
BOOST_DESCRIBE_STRUCT(TileDataRequest, (), (dashboard_id, tile_id, cache, filters))
constexpr auto notes(const TileDataRequest*) {
    return std::array{
        json::note(
            "cache",
            "`use`, the default, takes rows that were computed a short while ago for an equal "
            "query of the same rights; `bypass` asks the database."
        ),
        json::note(
            "filters",
            "What was chosen by the filters of the dashboard, as a JSON object by their ids: "
            "`{\"country\": {\"values\": [\"DE\"]}, \"day\": {\"from\": \"2026-01-01\"}}`."
        )
            .length(0, 16'000),
    };
}

/// Rows with the chart that draws them.
struct ChartedRows {
    std::vector<ResultColumnShape> columns;
    json::Raw rows{"[]"};
    std::optional<json::Raw> chart;
};
BOOST_DESCRIBE_STRUCT(ChartedRows, (), (columns, rows, chart))
constexpr auto notes(const ChartedRows*) {
    return std::array{
        json::note("rows", "A list of rows; each a list of values in the order of `columns`."),
        json::note("chart", "Vega-Lite over the data set `result`; null where a table is better.")
            .nullable(),
    };
}

struct TileDataShape : ChartedRows {
    std::string query_id;
    std::int64_t row_count = 0;
    bool truncated = false;
    std::optional<CacheShape> cache;
    Instant as_of;
    std::vector<std::string> filtered_by;
    std::vector<std::string> not_filtered_by;
};
BOOST_DESCRIBE_STRUCT(
    TileDataShape,
    (ChartedRows),
    (query_id, row_count, truncated, cache, as_of, filtered_by, not_filtered_by)
)
constexpr auto notes(const TileDataShape*) {
    return std::array{
        json::note("rows", "A list of rows; each a list of values in the order of `columns`."),
        json::note("chart", "Vega-Lite over the data set `result`; null where a table is better.")
            .nullable(),
        json::note("as_of", "When the rows were computed."),
        json::note("filtered_by", "The filters that narrow these rows."),
        json::note("not_filtered_by", "Filters that were chosen and do not concern this tile."),
    };
}

}  // namespace parlance::serve
