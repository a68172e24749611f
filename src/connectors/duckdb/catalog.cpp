#include "connectors/duckdb/catalog.hpp"

#include "connectors/duckdb/cells.hpp"
#include "connectors/utf8.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace parlance::connectors::duckdb {

namespace {

// Everything as text, so that one reader serves all of it.
constexpr const char* tables_query =
    "SELECT schema_name, table_name, 'table', comment, estimated_size::VARCHAR "
    "FROM duckdb_tables() WHERE NOT internal AND NOT temporary "
    "UNION ALL SELECT schema_name, view_name, 'view', comment, NULL "
    "FROM duckdb_views() WHERE NOT internal AND NOT temporary ORDER BY 1, 2";
constexpr const char* columns_query =
    "SELECT schema_name, table_name, column_name, data_type, is_nullable::VARCHAR, comment "
    "FROM duckdb_columns() WHERE NOT internal ORDER BY schema_name, table_name, column_index";
// One row per key column; `part` 0 starts a key.
constexpr const char* keys_query =
    "SELECT schema_name, table_name, constraint_type, generate_subscripts(columns, 1)::VARCHAR, "
    "unnest(columns), referenced_table, unnest(referenced_columns) FROM ("
    "SELECT schema_name, table_name, constraint_type, constraint_column_names AS columns, "
    "referenced_table, referenced_column_names AS referenced_columns FROM duckdb_constraints() "
    "WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY'))";

struct Name {
    std::string_view word;
    Type type;
};

constexpr std::array names = {
    Name{"BOOLEAN", Type::boolean},
    Name{"TINYINT", Type::integer},
    Name{"SMALLINT", Type::integer},
    Name{"INTEGER", Type::integer},
    Name{"BIGINT", Type::integer},
    Name{"UTINYINT", Type::integer},
    Name{"USMALLINT", Type::integer},
    Name{"UINTEGER", Type::integer},
    Name{"UBIGINT", Type::integer},
    Name{"HUGEINT", Type::integer},
    Name{"UHUGEINT", Type::integer},
    Name{"BIGNUM", Type::integer},
    Name{"FLOAT", Type::real},
    Name{"DOUBLE", Type::real},
    Name{"DATE", Type::date},
    Name{"TIME", Type::time},
    Name{"TIME WITH TIME ZONE", Type::time},
    Name{"TIMESTAMP", Type::timestamp},
    Name{"TIMESTAMP_S", Type::timestamp},
    Name{"TIMESTAMP_MS", Type::timestamp},
    Name{"TIMESTAMP_NS", Type::timestamp},
    Name{"TIMESTAMP WITH TIME ZONE", Type::timestamptz},
    Name{"INTERVAL", Type::interval},
    Name{"BLOB", Type::bytes},
    Name{"UUID", Type::uuid},
    Name{"JSON", Type::json},
};

using TextRow = std::vector<std::string>;

std::vector<TextRow> text_rows(Link& link, const char* query) {
    std::vector<TextRow> rows;
    Result result = link.execute(query);
    const idx_t columns = duckdb_column_count(result.out());
    for (;;) {
        Chunk chunk;
        *chunk.out() = duckdb_fetch_chunk(*result.out());
        const idx_t count = chunk.get() ? duckdb_data_chunk_get_size(chunk.get()) : 0;
        if (count == 0) return rows;
        for (idx_t row = 0; row < count; ++row) {
            TextRow& texts = rows.emplace_back();
            for (idx_t column = 0; column < columns; ++column)
                texts.push_back(text_cell(chunk.get(), column, row));
        }
    }
}

class Builder {
public:
    Schema build(Link& link) {
        schema_.dialect = Dialect::duckdb;
        schema_.default_schema = "main";
        for (TextRow& row : text_rows(link, tables_query))
            add_table(row);
        for (TextRow& row : text_rows(link, columns_query))
            add_column(row);
        for (TextRow& row : text_rows(link, keys_query))
            add_key(row);
        return std::move(schema_);
    }

private:
    Table* find(const std::string& schema, const std::string& name) {
        const auto found = places_.find({schema, name});
        return found == places_.end() ? nullptr : &schema_.tables[found->second];
    }

    void add_table(TextRow& row) {
        Table table;
        table.schema = row[0];
        table.name = row[1];
        table.kind = row[2] == "view" ? TableKind::view : TableKind::table;
        table.comment = std::move(row[3]);
        if (!row[4].empty()) table.row_estimate = std::stoll(row[4]);
        places_[{table.schema, table.name}] = schema_.tables.size();
        schema_.tables.push_back(std::move(table));
    }

    void add_column(TextRow& row) {
        Table* table = find(row[0], row[1]);
        if (table == nullptr) return;
        Column column;
        column.name = std::move(row[2]);
        column.type = type_of_name(row[3]);
        column.native_type = std::move(row[3]);
        column.nullable = row[4] == "true";
        column.comment = std::move(row[5]);
        table->columns.push_back(std::move(column));
    }

    void add_key(TextRow& row) {
        Table* table = find(row[0], row[1]);
        if (table == nullptr) return;
        if (row[2] == "PRIMARY KEY") {
            table->primary_key.push_back(std::move(row[4]));
            return;
        }
        if (row[3] == "1") {
            ForeignKey key;
            key.target_schema = row[0];
            key.target_table = row[5];
            table->foreign_keys.push_back(std::move(key));
        }
        if (table->foreign_keys.empty()) return;
        table->foreign_keys.back().columns.push_back(std::move(row[4]));
        table->foreign_keys.back().target_columns.push_back(std::move(row[6]));
    }

    Schema schema_;
    std::map<std::pair<std::string, std::string>, std::size_t> places_;
};

}  // namespace

Type type_of_name(std::string_view name) noexcept {
    const auto* found = std::ranges::find(names, name, &Name::word);
    if (found != names.end()) return found->type;
    if (name.ends_with(']') || name.starts_with("STRUCT(") || name.starts_with("MAP(") ||
        name.starts_with("UNION(")) {
        return Type::json;
    }
    return name.starts_with("DECIMAL(") ? Type::decimal : Type::text;
}

Schema read_schema(Link& link) {
    return Builder().build(link);
}

TestReport test_file(const std::string& path) {
    using Clock = std::chrono::steady_clock;
    using Level = Finding::Level;
    TestReport report;
    report.server_version = std::string("DuckDB ") + duckdb_library_version();
    const auto begun = Clock::now();
    try {
        Link link(Database::of(path));
        const bool empty = read_schema(link).tables.empty();
        report.works = true;
        report.findings.push_back({Level::ok, "reachable", "The file opens, read-only."});
        if (empty) report.findings.push_back({Level::warning, "no_tables", "It holds no tables."});
    } catch (const Error& error) {
        report.findings.push_back({Level::failure, error.code(), error.message()});
    }
    report.latency_ms = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    return report;
}

}  // namespace parlance::connectors::duckdb
