#pragma once

#include "base/rows.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace parlance::connectors {

/// Writes rows into a Parquet file with typed columns: exact decimals, dates as dates. A column
/// holds text when one of its values is none of its type, so that no value is changed or lost.
///
/// Rows are gathered in a DuckDB file in `folder`, which should be a private one that goes away;
/// that DuckDB reaches nothing outside of it. Blocks. Every function throws `Error` (internal,
/// `storage_failed`) when the disk does not take it.
class ParquetWriter {
public:
    ParquetWriter(const std::filesystem::path& folder, std::vector<ResultColumn> columns);
    ParquetWriter(const ParquetWriter&) = delete;
    ParquetWriter& operator=(const ParquetWriter&) = delete;
    ~ParquetWriter();

    void rows(const Batch& batch);
    /// The finished file, in the folder.
    [[nodiscard]] std::filesystem::path finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::connectors
