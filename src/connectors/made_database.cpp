#include "connectors/made_database.hpp"

#include "connectors/duckdb/database.hpp"
#include "connectors/duckdb_writer.hpp"
#include "connectors/sqlite_writer.hpp"

#include <system_error>
#include <utility>

namespace parlance::connectors {

MadeDatabase::MadeDatabase(
    std::filesystem::path file,
    Dialect dialect,
    const std::vector<NewTable>& tables,
    BlockingPool& blocking
)
    : file_(std::move(file)) {
    const bool lite = dialect == Dialect::sqlite;
    Connection connection{.kind = lite ? Kind::sqlite : Kind::duckdb, .path = file_.string()};
    connection.trusted_file = true;
    connection.folder = file_.parent_path().string();
    lite ? write_sqlite(file_, tables) : write_duckdb(file_, tables);
    const Environment environment{.blocking = blocking};
    source_ = open(connection, environment);
    if (!lite) kept_open_ = duckdb::Database::of(std::filesystem::canonical(file_).string());
}

MadeDatabase::~MadeDatabase() {
    source_.reset();
    kept_open_.reset();
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
    std::filesystem::remove(file_.string() + ".wal", ignored);
}

}  // namespace parlance::connectors
