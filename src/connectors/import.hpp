#pragma once

#include "base/rows.hpp"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::connectors {

/// How much one import may take; each is a hard stop.
struct ImportLimits {
    std::int64_t input_bytes_max = std::int64_t{2} << 30;
    std::int64_t output_bytes_max = std::int64_t{4} << 30;
    std::int64_t memory_bytes = std::int64_t{768} << 20;
    std::int64_t time_s = 300;
    int threads = 2;
};

struct ImportRequest {
    std::string path;  ///< the uploaded file
    std::string
        file_name;         ///< as the person calls it: gives the format's hint and the table's name
    std::string target;    ///< the DuckDB file: made, or given another table
    std::string table;     ///< empty: from the file's name
    bool replace = false;  ///< whether a table of that name is replaced; else `table_exists`
    ImportLimits limits;
};

struct ImportedTable {
    std::string name;
    std::vector<ResultColumn> columns;
    std::int64_t rows = 0;
};

struct ImportReport {
    /// csv, json, parquet, duckdb, or sqlite: then nothing was written, the file was checked and is
    /// to be opened as it is.
    std::string format;
    std::vector<ImportedTable> tables;
    std::vector<std::string> warnings;
    double took_ms = 0;
};

/// Imports a file of unknown origin into a DuckDB file. A child process reads it, with limits on
/// memory, time, file size and system calls, without network and without other files. The target
/// changes in one step at the end, or not at all.
///
/// Blocks: call it on a blocking thread. Throws `Error`: `file_empty`, `file_not_recognised`,
/// `file_ragged`, `file_broken`, `file_no_rows` (invalid), `file_too_large` (too_large),
/// `table_exists` (conflict), `import_timeout`, `import_cancelled`, `storage_full`,
/// `import_failed`.
[[nodiscard]] ImportReport import_file(const ImportRequest& request, std::stop_token stop = {});

/// Whether the process was started by `import_file`. `main` asks before anything else, and then
/// returns `import_child()`.
[[nodiscard]] bool is_import_child(int argc, char** argv);
[[nodiscard]] int import_child();

/// A name for a table from a file's name: lower case, letters, digits and underscores.
[[nodiscard]] std::string table_name_for(std::string_view file_name);

}  // namespace parlance::connectors
