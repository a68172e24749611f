#pragma once

#include "base/rows.hpp"
#include "guard/policy.hpp"

#include <cstdint>
#include <string_view>

namespace parlance::connectors {

/// Fills a `Batch` cell by cell and keeps the promises of `CellKind`, whatever the database sends:
/// numbers and JSON are checked, text is made valid UTF-8. Also keeps the row and byte limits of
/// the query.
class RowWriter {
public:
    RowWriter(std::size_t columns, guard::Limits limits) : batch_(columns), limits_(limits) {}

    /// Whether another row may be written; otherwise the result is truncated here.
    [[nodiscard]] bool begin_row();

    void null() { batch_.add_null(); }
    void boolean(bool value) { batch_.add(CellKind::boolean, value ? "true" : "false"); }
    void integer(std::int64_t value);
    void real(double value);
    /// A number in the database's own words; what JSON cannot write becomes text.
    void number(std::string_view text);
    void text(std::string_view text);
    void json(std::string_view text);
    /// Raw bytes, written as `\x…`.
    void bytes(std::string_view raw);

    /// Whether it is time to hand the batch over.
    [[nodiscard]] bool full() const noexcept {
        return batch_.rows() >= batch_rows_max || batch_.bytes() >= batch_bytes_max;
    }
    [[nodiscard]] const Batch& batch() const noexcept { return batch_; }
    /// Call after the batch was handed over.
    void next_batch();
    [[nodiscard]] RunSummary summary(double execution_ms) const noexcept;
    [[nodiscard]] bool truncated() const noexcept { return truncated_; }

private:
    static constexpr std::size_t batch_rows_max = 1024;
    static constexpr std::size_t batch_bytes_max = std::size_t{256} << 10;

    Batch batch_;
    guard::Limits limits_;
    std::int64_t rows_handed_ = 0;
    std::int64_t bytes_handed_ = 0;
    bool truncated_ = false;
};

/// Whether `text` is a number as RFC 8259 §6 writes it.
[[nodiscard]] bool is_json_number(std::string_view text) noexcept;

}  // namespace parlance::connectors
