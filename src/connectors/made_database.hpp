#pragma once

#include "connectors/new_table.hpp"
#include "connectors/source.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace parlance::connectors {

/// A database that Parlance makes for itself, in a file that goes with it. DuckDB for every dialect
/// but SQLite's own: it has schemas and the types of a server.
class MadeDatabase {
public:
    /// `file` is new. Blocks: call it on a blocking thread. Throws `Error` (`storage_failed`).
    MadeDatabase(
        std::filesystem::path file,
        Dialect dialect,
        const std::vector<NewTable>& tables,
        BlockingPool& blocking
    );
    MadeDatabase(const MadeDatabase&) = delete;
    MadeDatabase& operator=(const MadeDatabase&) = delete;
    ~MadeDatabase();

    [[nodiscard]] Source& source() { return *source_; }

private:
    std::filesystem::path file_;
    std::shared_ptr<const void> kept_open_;  ///< opening a file takes much longer than a statement
    std::unique_ptr<Source> source_;
};

}  // namespace parlance::connectors
