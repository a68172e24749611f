#include "connectors/duckdb_writer.hpp"

#include "connectors/duckdb/api.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string>
#include <utility>

namespace parlance::connectors {

namespace {

using Appender = duckdb::Owned<duckdb_appender, duckdb_appender_destroy>;
using Value = duckdb::Owned<duckdb_value, duckdb_destroy_value>;

void must(duckdb_state state) {
    if (state == DuckDBSuccess) return;
    throw Error(
        Failure::internal,
        "storage_failed",
        "The file could not be written. Is the disk full, or the folder not writable?"
    );
}

/// A file that is being made, without any way out.
class Making {
public:
    explicit Making(const std::filesystem::path& file) {
        duckdb::Config config;
        duckdb_create_config(config.out());
        for (const auto& [name, value] : settings)
            must(duckdb_set_config(config.get(), name, value));
        char* message = nullptr;
        const auto state = duckdb_open_ext(file.c_str(), &database_, config.get(), &message);
        duckdb_free(message);
        must(state);
        must(duckdb_connect(database_, &link_));
    }
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;
    ~Making() {
        duckdb_disconnect(&link_);
        duckdb_close(&database_);
    }

    void execute(const std::string& sql) { must(duckdb_query(link_, sql.c_str(), nullptr)); }

    void fill(const NewTable& table) {
        Appender appender;
        must(duckdb_appender_create(link_, table.schema.c_str(), table.name.c_str(), appender.out())
        );
        for (const std::vector<NewCell>& row : table.rows) {
            for (const NewCell& cell : row)
                must(std::visit(Append{appender.get()}, cell));
            must(duckdb_appender_end_row(appender.get()));
        }
        must(duckdb_appender_close(appender.get()));
    }

private:
    struct Append {
        duckdb_appender to;

        duckdb_state operator()(std::monostate) const { return duckdb_append_null(to); }
        duckdb_state operator()(std::int64_t value) const { return duckdb_append_int64(to, value); }
        duckdb_state operator()(double value) const { return duckdb_append_double(to, value); }
        duckdb_state operator()(const std::string& value) const {
            // As a value: plain text has no way into an INTERVAL.
            Value held;
            *held.out() = duckdb_create_varchar_length(value.data(), value.size());
            return duckdb_append_value(to, held.get());
        }
    };

    static constexpr std::array settings = {
        std::pair{"enable_external_access", "false"},
        std::pair{"autoinstall_known_extensions", "false"},
        std::pair{"autoload_known_extensions", "false"},
        std::pair{"memory_limit", "256MB"},
        std::pair{"threads", "1"},
    };

    duckdb_database database_ = nullptr;
    duckdb_connection link_ = nullptr;
};

std::string quoted(const std::string& name) {
    std::string made = "\"";
    for (const char letter : name)
        made += letter == '"' ? "\"\"" : std::string(1, letter);
    return made + '"';
}

}  // namespace

void write_duckdb(const std::filesystem::path& file, const std::vector<NewTable>& tables) {
    Making making(file);
    making.execute("BEGIN");
    std::set<std::string> schemas{"main"};
    for (const NewTable& table : tables) {
        if (schemas.insert(table.schema).second)
            making.execute(fmt::format("CREATE SCHEMA {}", quoted(table.schema)));
        making.execute(table.create);
    }
    making.execute("COMMIT");
    for (const NewTable& table : tables)
        making.fill(table);
    making.execute("CHECKPOINT");
}

}  // namespace parlance::connectors
