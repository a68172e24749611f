#pragma once

#include "base/task.hpp"
#include "base/types.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlance {

/// A column of a result.
struct ResultColumn {
    std::string name;
    Type type = Type::unknown;

    bool operator==(const ResultColumn&) const = default;
};

/// How a cell's text is to be read.
enum class CellKind : std::uint8_t {
    null,
    boolean,  ///< the text is `true` or `false`
    number,   ///< the text is a number as JSON writes it (RFC 8259 §6), exact: never through a
              ///< double
    text,  ///< UTF-8; also what JSON has no number for (NaN, Infinity), dates, bytes as hex `\x…`
    json,  ///< the text is a valid JSON document of its own
};

/// Some rows of a result, row by row, all cell texts in one arena: no allocation per cell.
/// Connectors fill it, encoders walk it; it is reused from batch to batch.
class Batch {
public:
    struct Cell {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        CellKind kind = CellKind::null;
    };

    explicit Batch(std::size_t columns = 0) : columns_(columns) {}

    void add_null() { cells_.push_back({}); }
    void add(CellKind kind, std::string_view text) {
        cells_.push_back(
            {static_cast<std::uint32_t>(arena_.size()),
             static_cast<std::uint32_t>(text.size()),
             kind}
        );
        arena_.append(text);
    }
    /// Adds the rows of `other`, which has as many columns.
    void append(const Batch& other);
    /// Forgets the rows and keeps the memory.
    void clear() {
        cells_.clear();
        arena_.clear();
    }
    /// Drops all rows from `count` on.
    void truncate(std::size_t count) {
        if (count < rows()) cells_.resize(count * columns_);
    }

    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
    [[nodiscard]] std::size_t rows() const noexcept {
        return columns_ == 0 ? 0 : cells_.size() / columns_;
    }
    [[nodiscard]] std::size_t bytes() const noexcept { return arena_.size(); }
    [[nodiscard]] std::span<const Cell> row(std::size_t index) const {
        return std::span(cells_).subspan(index * columns_, columns_);
    }
    [[nodiscard]] std::string_view text(const Cell& cell) const {
        return std::string_view(arena_).substr(cell.begin, cell.size);
    }

private:
    std::size_t columns_;
    std::vector<Cell> cells_;
    std::string arena_;
};

/// Where a running query's rows go. The connector awaits each call before it reads on, so a slow
/// reader slows the database down instead of filling our memory. A sink that throws ends the query.
class RowSink {
public:
    RowSink() = default;
    RowSink(const RowSink&) = delete;
    RowSink& operator=(const RowSink&) = delete;
    virtual ~RowSink() = default;

    /// Called once, before any rows.
    virtual Task<void> begin(const std::vector<ResultColumn>& columns) = 0;
    virtual Task<void> rows(const Batch& batch) = 0;
};

/// How a query ended well.
struct RunSummary {
    std::int64_t rows = 0;
    bool truncated = false;  ///< the row or byte limit cut it
    double execution_ms = 0;
};

/// A whole result in memory.
struct ResultSet {
    std::vector<ResultColumn> columns;
    Batch rows;
};

/// A sink that keeps everything: for small results (answers, samples, tests).
class Collected : public RowSink {
public:
    Task<void> begin(const std::vector<ResultColumn>& columns) override;
    Task<void> rows(const Batch& batch) override;

    ResultSet result;
};

}  // namespace parlance
