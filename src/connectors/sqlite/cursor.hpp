#pragma once

#include "connectors/row_writer.hpp"
#include "connectors/sqlite/handle.hpp"
#include "guard/approved_query.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace parlance::connectors::sqlite {

/// A running query: prepared, bound and stepped batch by batch on a blocking thread.
class Cursor {
public:
    Cursor(Handle& handle, const guard::ApprovedQuery& query, std::stop_token stop);
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;
    ~Cursor();

    /// Steps until the batch is full; false when nothing is left to step. The first call also
    /// prepares the statement and finds the columns.
    bool fill();

    [[nodiscard]] const std::vector<ResultColumn>& columns() const noexcept { return columns_; }
    [[nodiscard]] RowWriter& rows() noexcept { return *rows_; }
    [[nodiscard]] double elapsed_ms() const;

private:
    void start();
    void bind();
    void name_columns(bool has_row);
    void write_cell(int column);

    Handle& handle_;
    const guard::ApprovedQuery& query_;
    std::stop_token stop_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    Statement statement_;
    std::vector<ResultColumn> columns_;
    std::optional<RowWriter> rows_;
    bool row_waits_ = false;  ///< stepped to a row that is not written yet
};

/// The type that a column's declaration means, by SQLite's affinity rules and common usage.
[[nodiscard]] Type type_of_declaration(std::string_view declared);

}  // namespace parlance::connectors::sqlite
