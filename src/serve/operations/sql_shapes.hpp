#pragma once

#include "base/schema.hpp"
#include "base/shape.hpp"
#include "serve/call.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What running SQL takes, and what it tells of a statement that is only looked at.
namespace parlance::serve {

struct SqlRequest {
    std::optional<std::string> connection_id;
    std::string sql;
    std::optional<std::int64_t> limit;
    std::optional<RowFormat> format;
    std::optional<CacheUse> cache;
    bool dry_run = false;
};
BOOST_DESCRIBE_STRUCT(SqlRequest, (), (connection_id, sql, limit, format, cache, dry_run))
constexpr auto notes(const SqlRequest*) {
    return std::array{
        json::note("connection_id", "The source to ask; without it the tenant's default source."),
        json::note("sql", "One SELECT in PostgreSQL's dialect, for every source.")
            .length(1, 65'536),
        json::note("limit", "Rows at the most; what is cut is told by `truncated`.")
            .between(1, 1'000'000),
        json::note(
            "format",
            "json, ndjson, csv, markdown, xlsx or parquet; without it the Accept header decides."
        ),
        json::note(
            "cache",
            "`bypass`, the default here, asks the database; `use` takes rows that were computed a "
            "short while ago for an equal query of the same rights, and says so."
        ),
        json::note(
            "dry_run",
            "Only say what would run: the rewritten SQL, its tables and the lineage of its columns."
        )
            .optional(),
    };
}

struct SourceColumnShape {
    std::string schema;
    std::string table;
    std::string column;
};
BOOST_DESCRIBE_STRUCT(SourceColumnShape, (), (schema, table, column))

struct LineageShape {
    std::string name;
    Type type = Type::unknown;
    std::vector<SourceColumnShape> sources;
    bool masked = false;
};
BOOST_DESCRIBE_STRUCT(LineageShape, (), (name, type, sources, masked))

struct ReadTableShape {
    std::string schema;
    std::string table;
    bool rows_limited = false;
    std::vector<std::string> row_rules;
};
BOOST_DESCRIBE_STRUCT(ReadTableShape, (), (schema, table, rows_limited, row_rules))
constexpr auto notes(const ReadTableShape*) {
    return std::array{
        json::note("rows_limited", "A policy says which of its rows you see."),
        json::note(
            "row_rules", "Which rules of the policy, for administrators: by id, or by place."
        ),
    };
}

struct LimitsShape {
    std::int64_t rows_max = 0;
    std::int64_t bytes_max = 0;
    std::int64_t time_ms = 0;
};
BOOST_DESCRIBE_STRUCT(LimitsShape, (), (rows_max, bytes_max, time_ms))

struct DryRunShape {
    std::string sql;
    Dialect dialect = Dialect::postgres;
    std::vector<ReadTableShape> tables;
    std::vector<LineageShape> columns;
    LimitsShape limits;
};
BOOST_DESCRIBE_STRUCT(DryRunShape, (), (sql, dialect, tables, columns, limits))

}  // namespace parlance::serve
