#pragma once

#include "connectors/duckdb/cells.hpp"
#include "connectors/duckdb/database.hpp"
#include "connectors/row_writer.hpp"
#include "guard/approved_query.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace parlance::connectors::duckdb {

/// A running query: prepared, bound and fetched chunk by chunk on a blocking thread; another thread
/// may interrupt its link.
class Cursor {
public:
    Cursor(Link& link, const guard::ApprovedQuery& query) : link_(link), query_(query) {}

    /// Writes until the batch is full; false when nothing is left. The first call also prepares.
    bool fill();

    [[nodiscard]] const std::vector<ResultColumn>& columns() const noexcept { return columns_; }
    [[nodiscard]] RowWriter& rows() noexcept { return *rows_; }
    [[nodiscard]] double elapsed_ms() const;

private:
    void start();
    void prepare(const std::string& text);
    [[nodiscard]] std::string name_columns();
    void fetch();
    void write_row(idx_t row);

    Link& link_;
    const guard::ApprovedQuery& query_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    Prepared prepared_;
    Result result_;
    Chunk chunk_;
    std::vector<ColumnReader> readers_;
    idx_t chunk_row_ = 0;
    idx_t chunk_rows_ = 0;
    std::vector<ResultColumn> columns_;
    std::optional<RowWriter> rows_;
};

}  // namespace parlance::connectors::duckdb
