#pragma once

#include "base/note.hpp"
#include "base/types.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance {

/// The SQL that a source understands.
enum class Dialect : std::uint8_t { postgres, sqlite, duckdb };
BOOST_DESCRIBE_ENUM(Dialect, postgres, sqlite, duckdb)

[[nodiscard]] std::string_view name_of(Dialect dialect) noexcept;

struct Column {
    std::string name;
    Type type = Type::unknown;
    std::string native_type;  ///< the engine's own word, such as `numeric(12,2)`
    bool nullable = true;
    std::string comment;
    bool generated = false;  ///< computed by the database from other columns of its table

    bool operator==(const Column&) const = default;
};
BOOST_DESCRIBE_STRUCT(Column, (), (name, type, native_type, nullable, comment, generated))
constexpr auto notes(const Column*) {
    return std::array{json::note("generated").optional()};
}

/// `columns` of the table that has it point at `target_columns` of `schema.table`, pairwise.
struct ForeignKey {
    std::vector<std::string> columns;
    std::string target_schema;
    std::string target_table;
    std::vector<std::string> target_columns;

    bool operator==(const ForeignKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForeignKey, (), (columns, target_schema, target_table, target_columns))

/// A table of the same source, by its full name.
struct TableName {
    std::string schema;
    std::string name;

    auto operator<=>(const TableName&) const = default;
};
BOOST_DESCRIBE_STRUCT(TableName, (), (schema, name))

enum class TableKind : std::uint8_t {
    table,
    view,
    materialized_view,
    partitioned,
    partition,
    foreign
};
BOOST_DESCRIBE_ENUM(TableKind, table, view, materialized_view, partitioned, partition, foreign)

/// A table or view of a source. `schema` is `main` for SQLite and DuckDB files.
struct Table {
    std::string schema;
    std::string name;
    TableKind kind = TableKind::table;
    std::string comment;
    std::vector<Column> columns;
    std::vector<std::string> primary_key;
    std::vector<ForeignKey> foreign_keys;
    std::optional<std::int64_t> row_estimate;
    /// What a view, a partition or an heir takes its rows from, directly. None: nobody could tell,
    /// which for a view means that it may show anything.
    std::optional<std::vector<TableName>> based_on;

    [[nodiscard]] const Column* column(std::string_view wanted) const;

    bool operator==(const Table&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Table,
    (),
    (schema, name, kind, comment, columns, primary_key, foreign_keys, row_estimate, based_on)
)

/// What a source holds, as far as the one who asks may know. Hostile input: names and comments come
/// from the tenant's database.
struct Schema {
    Dialect dialect = Dialect::postgres;
    std::string default_schema = "public";  ///< what an unqualified name means
    std::vector<Table> tables;

    /// The table that `name` means; an empty `schema` stands for the default one. Exact match only.
    [[nodiscard]] const Table* table(std::string_view schema, std::string_view name) const;

    bool operator==(const Schema&) const = default;
};
BOOST_DESCRIBE_STRUCT(Schema, (), (dialect, default_schema, tables))

}  // namespace parlance
