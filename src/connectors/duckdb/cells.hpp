#pragma once

#include "connectors/duckdb/api.hpp"
#include "connectors/row_writer.hpp"

#include <string>
#include <string_view>

namespace parlance::connectors::duckdb {

/// What the type of a column means to Parlance.
[[nodiscard]] Type type_of(duckdb_type type) noexcept;
/// The same from DuckDB's own word, such as `DECIMAL(12,2)` or `STRUCT(a INTEGER)`.
[[nodiscard]] Type type_of_name(std::string_view name) noexcept;

/// How a column of this type is selected so that `Column` can read it: nested values as JSON, rare
/// ones as text, the others as they are. `%` stands for the column.
[[nodiscard]] std::string_view reading_of(duckdb_type type) noexcept;

/// A VARCHAR cell of a chunk; empty for NULL.
[[nodiscard]] std::string text_cell(duckdb_data_chunk chunk, idx_t column, idx_t row);

/// One column of a chunk, read cell by cell without an allocation per cell.
class ColumnReader {
public:
    ColumnReader(duckdb_data_chunk chunk, idx_t column);

    void write(RowWriter& rows, idx_t row, bool as_json) const;

private:
    template <class Value>
    [[nodiscard]] Value at(idx_t row) const {
        return static_cast<const Value*>(data_)[row];
    }
    void write_decimal(RowWriter& rows, idx_t row) const;
    void write_enum(RowWriter& rows, idx_t row) const;
    void write_moment(RowWriter& rows, idx_t row) const;

    duckdb_vector vector_;
    LogicalType logical_;
    duckdb_type type_;
    const void* data_;
    std::uint64_t* validity_;
};

}  // namespace parlance::connectors::duckdb
