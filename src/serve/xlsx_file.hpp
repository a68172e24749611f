#pragma once

#include "base/rows.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace parlance::serve {

/// Writes rows into an XLSX workbook, row by row to the disk. Dates are dates and numbers numbers,
/// unless a spreadsheet would round them or not know them: then they are texts, digit for digit.
/// Texts are never formulas or links, whatever they begin with. Blocks; throws `Error` (internal,
/// `storage_failed`) when the disk does not take it.
class XlsxFile {
public:
    XlsxFile(const std::filesystem::path& folder, const std::vector<ResultColumn>& columns);
    XlsxFile(const XlsxFile&) = delete;
    XlsxFile& operator=(const XlsxFile&) = delete;
    ~XlsxFile();

    void rows(const Batch& batch);
    /// The finished file, in the folder; a second sheet says whether it is all of the result.
    [[nodiscard]] std::filesystem::path finish(const RunSummary& summary);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::serve
