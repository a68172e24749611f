#include "connectors/duckdb/database.hpp"

#include "connectors/failures.hpp"

#include <array>
#include <map>
#include <mutex>
#include <utility>

namespace parlance::connectors::duckdb {

namespace {

constexpr std::array settings = {
    std::pair{"access_mode", "READ_ONLY"},
    std::pair{"enable_external_access", "false"},
    std::pair{"autoinstall_known_extensions", "false"},
    std::pair{"autoload_known_extensions", "false"},
    std::pair{"allow_community_extensions", "false"},
    std::pair{"memory_limit", "1GB"},
    std::pair{"threads", "2"},
    std::pair{"max_temp_directory_size", "1GB"},
    // The least and greatest values of columns, hidden rows among them, would decide what of a
    // statement is computed at all, and so what can fail.
    std::pair{"disabled_optimizers", "statistics_propagation"},
};

struct Registry {
    std::mutex mutex;
    std::map<std::string, std::weak_ptr<Database>> open;
};

Registry& registry() {
    static Registry all;
    return all;
}

}  // namespace

std::shared_ptr<Database> Database::of(const std::string& path) {
    const FileIdentity now = identity_of(path);
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    std::weak_ptr<Database>& known = all.open[path];
    if (auto database = known.lock(); database && database->identity_ == now) return database;
    std::erase_if(all.open, [&](const auto& entry) {
        return entry.first != path && entry.second.expired();
    });
    auto database = std::make_shared<Database>(path, now);
    all.open[path] = database;
    return database;
}

Database::Database(const std::string& path, FileIdentity identity) : identity_(identity) {
    Config config;
    duckdb_create_config(config.out());
    for (const auto& [name, value] : settings) {
        if (duckdb_set_config(config.get(), name, value) == DuckDBError) throw database_failed();
    }
    char* message = nullptr;
    const auto state = duckdb_open_ext(path.c_str(), &database_, config.get(), &message);
    duckdb_free(message);
    if (state == DuckDBError) throw broken_file();
    duckdb_connection connection = nullptr;
    const char* locks = "SET GLOBAL TimeZone='UTC'; SET GLOBAL lock_configuration=true";
    const bool locked = duckdb_connect(database_, &connection) == DuckDBSuccess &&
                        duckdb_query(connection, locks, nullptr) == DuckDBSuccess;
    duckdb_disconnect(&connection);
    if (locked) return;
    duckdb_close(&database_);
    throw database_failed();
}

Database::~Database() {
    duckdb_close(&database_);
}

Link::Link(std::shared_ptr<Database> database) : database_(std::move(database)) {
    if (duckdb_connect(database_->raw(), &connection_) == DuckDBError) throw out_of_resources();
}

Link::~Link() {
    duckdb_disconnect(&connection_);
}

Result Link::execute(const std::string& text) {
    Result result;
    if (duckdb_query(connection_, text.c_str(), result.out()) == DuckDBError) {
        throw failure_of(duckdb_result_error_type(result.out()));
    }
    return result;
}

}  // namespace parlance::connectors::duckdb
