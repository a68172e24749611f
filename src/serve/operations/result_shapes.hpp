#pragma once

#include "ask/result_view.hpp"
#include "base/shape.hpp"
#include "serve/call.hpp"
#include "serve/operations/answer_parts.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What looking at the result of a query takes and gives.
namespace parlance::ask {

BOOST_DESCRIBE_STRUCT(ColumnFilter, (), (column, match, value))
constexpr auto notes(const ColumnFilter*) {
    return std::array{
        json::note("column", "The place of the column in the result, from 0.").between(0, 10'000),
        json::note("match", "`contains` takes no notice of upper and lower case.").optional(),
        json::note("value", "A number, a date such as 2024-05-01, true, false or a text.")
            .length(0, 1'000),
    };
}

BOOST_DESCRIBE_STRUCT(ColumnSort, (), (column, descending))
constexpr auto notes(const ColumnSort*) {
    return std::array{
        json::note("column", "The place of the column in the result, from 0.").between(0, 10'000),
        json::note("descending", "NULL comes last in both directions.").optional(),
    };
}

BOOST_DESCRIBE_STRUCT(Grouping, (), (column, unit, step))
constexpr auto notes(const Grouping*) {
    return std::array{
        json::note("column", "The place of the column in the result, from 0.").between(0, 10'000),
        json::note("unit", "Moments of one such unit are one group."),
        json::note("step", "Numbers within one step of this size are one group."),
    };
}

BOOST_DESCRIBE_STRUCT(GroupMeasure, (), (summary, column))
constexpr auto notes(const GroupMeasure*) {
    return std::array{
        json::note("column", "The place of the column in the result; without it rows are counted.")
            .between(0, 10'000),
    };
}

}  // namespace parlance::ask

namespace parlance::serve {

/// What a tile of a dashboard shows while its filters are so.
struct TileOf {
    std::string dashboard_id;
    std::string tile_id;
    std::optional<std::string> filters;
};
BOOST_DESCRIBE_STRUCT(TileOf, (), (dashboard_id, tile_id, filters))
constexpr auto notes(const TileOf*) {
    return std::array{
        json::note("dashboard_id").length(1, 64),
        json::note("tile_id").length(1, 64),
        json::note("filters", "What was chosen, as in `get_tile_data`.").length(0, 16'000),
    };
}

/// Whose result: a query of one's own, a statement, or a tile.
struct ResultOf {
    std::optional<std::string> query_id;
    std::optional<std::string> sql;
    std::optional<std::string> connection_id;
    std::optional<TileOf> tile;
    std::optional<std::vector<ask::ColumnFilter>> filters;
    std::optional<CacheUse> cache;
};
BOOST_DESCRIBE_STRUCT(ResultOf, (), (query_id, sql, connection_id, tile, filters, cache))
constexpr auto notes(const ResultOf*) {
    return std::array{
        json::note("query_id", "One of your own queries; or give `sql` or `tile`.").length(1, 64),
        json::note("sql", "One SELECT in PostgreSQL's dialect; or give `query_id`.")
            .length(1, 65'536),
        json::note(
            "connection_id",
            "The source of `sql`; without it the tenant's default source. A query knows its own."
        ),
        json::note(
            "tile", "A tile of a dashboard, with what was chosen by the dashboard's filters."
        ),
        json::note("filters", "Only rows that match all of these.").items(0, 32),
        json::note("cache", "As in `run_sql`; `use` is the default here."),
    };
}

struct ResultRowsRequest : ResultOf {
    std::optional<std::int64_t> offset;
    std::optional<std::int64_t> limit;
    std::optional<std::vector<ask::ColumnSort>> sort;
    std::optional<std::vector<std::int64_t>> columns;
    std::optional<RowFormat> format;
    std::optional<bool> without_formulas;
};
BOOST_DESCRIBE_STRUCT(
    ResultRowsRequest,
    (ResultOf),
    (offset, limit, sort, columns, format, without_formulas)
)
constexpr auto notes(const ResultRowsRequest*) {
    return std::array{
        json::note("offset", "The first row, from 0.").between(0, 100'000'000),
        json::note("limit", "Rows at the most; `truncated` says whether there are more.")
            .between(1, 1'000'000),
        json::note("sort", "The first decides first; pages of one order fit together.").items(0, 8),
        json::note("columns", "Only these columns, in this order.").items(0, 10'000),
        json::note(
            "format",
            "json, ndjson, csv, markdown, xlsx or parquet. All but the first two come as a file "
            "that tells in `Parlance-Truncated` whether a limit cut it."
        ),
        json::note(
            "without_formulas",
            "Texts of a CSV that a spreadsheet would take for formulas get an apostrophe in front."
        ),
    };
}

struct ResultCountShape {
    std::int64_t row_count = 0;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(ResultCountShape, (), (row_count, more))
constexpr auto notes(const ResultCountShape*) {
    return std::array{
        json::note("row_count", "The rows of the whole result, or of what matches."),
        json::note("more", "There are more than this server lets one query return."),
    };
}

struct ResultGroupsRequest : ResultOf {
    std::vector<ask::Grouping> by;
    std::vector<ask::GroupMeasure> measures;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ResultGroupsRequest, (ResultOf), (by, measures, limit))
constexpr auto notes(const ResultGroupsRequest*) {
    return std::array{
        json::note("by", "What the rows are put together by; one group without any.").items(0, 4),
        json::note("measures", "What is told of each group.").items(1, 8),
        json::note("limit", "Groups at the most; 5,000 without it.").between(1, 20'000),
    };
}

struct ResultGroupsShape {
    std::string sql;
    std::vector<ResultColumnShape> columns;
    json::Raw rows{"[]"};
    std::int64_t row_count = 0;
    bool truncated = false;
};
BOOST_DESCRIBE_STRUCT(ResultGroupsShape, (), (sql, columns, rows, row_count, truncated))
constexpr auto notes(const ResultGroupsShape*) {
    return std::array{
        json::note("sql", "The statement that gives these groups, in PostgreSQL's dialect."),
        json::note("columns", "The groupings, then the measures."),
    };
}

}  // namespace parlance::serve
