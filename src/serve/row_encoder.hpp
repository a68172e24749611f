#pragma once

#include "base/rows.hpp"
#include "serve/call.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::serve {

/// Turns rows into the text of a reply. JSON is one object; NDJSON is a line with the columns, a
/// line per row and a line with the summary; CSV follows RFC 4180; Markdown is a table. Numbers
/// keep every digit that the database sent.
///
/// The tenant's database is not trusted: what claims to be a number, a boolean or JSON and is none
/// is written as a text, and bytes that are not UTF-8 become U+FFFD.
class RowEncoder {
public:
    explicit RowEncoder(RowFormat format, bool without_formulas = false)
        : format_(format), without_formulas_(without_formulas) {}

    /// `masked` says which columns are; it may be empty.
    void begin(
        std::string& out,
        std::string_view id,
        const std::vector<ResultColumn>& columns,
        const std::optional<CacheShape>& cache = std::nullopt,
        const std::vector<bool>& masked = {}
    );
    void rows(std::string& out, const Batch& batch);
    void end(std::string& out, const RunSummary& summary);

    [[nodiscard]] static std::string_view content_type(RowFormat format) noexcept;

private:
    RowFormat format_;
    bool without_formulas_;
    std::vector<bool> guarded_;  ///< columns whose texts must not look like formulas
    bool first_ = true;
};

/// The rows alone as a JSON list of lists: `[[1,"a"],[2,null]]`.
[[nodiscard]] std::string rows_as_json(const Batch& batch);

}  // namespace parlance::serve
