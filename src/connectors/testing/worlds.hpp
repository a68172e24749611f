#pragma once

#include "base/error.hpp"
#include "base/rows.hpp"
#include "base/testing/temporary_folder.hpp"
#include "base/threads.hpp"
#include "base/wait_for.hpp"
#include "connectors/duckdb/database.hpp"
#include "connectors/source.hpp"
#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"
#include "guard/approve.hpp"
#include "guard/sight.hpp"

#include <duckdb.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Two databases that differ only in what a policy hides. Whatever somebody whom it restricts asks,
/// both must answer the same, byte for byte: any difference tells of what is hidden, whatever the
/// question was. Only tests include this.
namespace parlance::connectors::testing {

/// What somebody gets who asks: rows in their order, or an error. All that reaches a person.
struct Answer {
    bool approved = false;
    std::string code;  ///< of the error; empty for rows
    std::string text;  ///< the rows, or the error's words
    std::optional<std::size_t> position;

    bool operator==(const Answer&) const = default;
};

inline std::string written(const Answer& answer) {
    if (answer.code.empty()) return answer.text;
    return fmt::format("{} ({})", answer.code, answer.text);
}

/// One of the two databases, with what a policy leaves of it.
class World {
public:
    /// `home` is what unqualified names mean, where that is not the source's own.
    explicit World(std::unique_ptr<Source> source, std::string_view home = {})
        : source_(std::move(source)) {
        Schema schema = wait_for(source_->introspection().schema());
        if (!home.empty()) schema.default_schema = home;
        schema_ = std::make_shared<const Schema>(std::move(schema));
    }

    void see(std::string_view policy, const guard::Asker& who) {
        guard::Surroundings around{.nonce = "0123456789abcdef01234567", .limits = limits_};
        around.key = {Secret(std::string(32, 'k')), "world"};
        sight_ = guard::look(guard::read_policy(policy), schema_, who, around);
        if (!sight_.problems.empty())
            throw std::runtime_error(sight_.problems[0].pointer + ": " + sight_.problems[0].detail);
    }

    void limit(guard::Limits limits) {
        limits_ = limits;
        sight_.policy.limits = limits;
    }

    /// As the person of `see` gets it.
    template <class Statement>
    Answer ask(const Statement& statement) {
        return answer(statement, *sight_.schema, sight_.policy);
    }

    /// As somebody gets it whom nothing restricts.
    template <class Statement>
    Answer ask_unguarded(const Statement& statement) {
        return answer(statement, *schema_, {.limits = limits_});
    }

    [[nodiscard]] Source& source() { return *source_; }
    [[nodiscard]] const Schema& schema() const { return *schema_; }
    [[nodiscard]] const guard::Sight& sight() const { return sight_; }

private:
    template <class Statement>
    Answer answer(const Statement& statement, const Schema& schema, const guard::Policy& policy) {
        Answer made;
        try {
            guard::ApprovedQuery query = guard::approve(statement, schema, policy);
            made.approved = true;
            for (const guard::OutputColumn& column : query.lineage())
                made.text += fmt::format("{} {}\n", column.name, name_of(column.type));
            Collected sink;
            const RunSummary summary =
                wait_for(source_->run(std::move(query), sink, {"req-1", "t1"}, {}));
            made.text = table_of(sink.result);
            if (summary.truncated) made.text += "\n…";
        } catch (const Error& error) {
            made.code = error.code();
            made.text = error.message();
            made.position = error.position();
        }
        return made;
    }

    std::unique_ptr<Source> source_;
    std::shared_ptr<const Schema> schema_;
    guard::Sight sight_;
    guard::Limits limits_{.time_ms = 5'000};
};

/// The parts of a file in tests/data, by their names; `-- part: NAME` begins one.
inline std::map<std::string, std::string> parts_of(const std::string& name) {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/" + name);
    std::map<std::string, std::string> parts;
    constexpr std::string_view mark = "-- part: ";
    std::string* part = nullptr;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(mark))
            part = &parts[line.substr(mark.size())];
        else if (part != nullptr)
            *part += line + '\n';
    }
    return parts;
}

/// Makes databases of one engine from scripts.
class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    /// A fresh database for world `a` or `b`, over the one that was there before.
    virtual std::unique_ptr<Source> make(char world, const std::string& script) = 0;
    [[nodiscard]] virtual Dialect dialect() const = 0;
};

/// Two servers, because a database's name is part of what one may write. Without statistics: the
/// planner's choice, and with it the order of rows that nobody ordered, would follow what ANALYZE
/// saw, hidden rows too.
class PostgresEngine : public Engine {
public:
    PostgresEngine() {
        for (auto& server : servers_) {
            server = std::make_unique<PostgresServer>(std::vector<std::string>{"autovacuum=off"});
            server->sql("CREATE ROLE app_ro LOGIN");
        }
    }

    std::unique_ptr<Source> make(char world, const std::string& script) override {
        PostgresServer& server = this->server(world);
        server.sql("DROP DATABASE IF EXISTS shop WITH (FORCE)");
        server.sql("CREATE DATABASE shop");
        server.script(script + ";GRANT SELECT ON ALL TABLES IN SCHEMA public TO app_ro", "shop");
        Connection connection = server.connection();
        connection.database = "shop";
        connection.user = "app_ro";
        return open(connection, environment_);
    }
    [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
    [[nodiscard]] PostgresServer& server(char world) { return *servers_.at(world == 'a' ? 0 : 1); }

private:
    std::array<std::unique_ptr<PostgresServer>, 2> servers_;
    BlockingPool blocking_{"worlds", 2};
    Environment environment_{.blocking = blocking_};
};

/// Files, each made anew under another name.
class FileEngine : public Engine {
public:
    std::unique_ptr<Source> make(char world, const std::string& script) override {
        const std::string path = folder_.at(fmt::format("{}{}", world, ++made_));
        fill(path, script);
        keep_open(path);
        Connection connection;
        connection.kind = dialect() == Dialect::sqlite ? Kind::sqlite : Kind::duckdb;
        connection.path = path;
        connection.folder = folder_.path();
        connection.trusted_file = true;
        return open(connection, environment_);
    }

private:
    virtual void fill(const std::string& path, const std::string& script) = 0;
    virtual void keep_open(const std::string&) {}

    TemporaryFolder folder_;
    int made_ = 0;
    BlockingPool blocking_{"worlds", 2};
    Environment environment_{.blocking = blocking_};
};

class SqliteEngine : public FileEngine {
public:
    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

private:
    void fill(const std::string& path, const std::string& script) override {
        sqlite3* database = nullptr;
        sqlite3_open(path.c_str(), &database);
        const int code = sqlite3_exec(database, script.c_str(), nullptr, nullptr, nullptr);
        const std::string said = sqlite3_errmsg(database);
        sqlite3_close(database);
        if (code != SQLITE_OK) throw std::runtime_error(said);
    }
};

class DuckdbEngine : public FileEngine {
public:
    [[nodiscard]] Dialect dialect() const override { return Dialect::duckdb; }

private:
    void fill(const std::string& path, const std::string& script) override {
        duckdb_database database = nullptr;
        duckdb_connection session = nullptr;
        duckdb_open(path.c_str(), &database);
        duckdb_connect(database, &session);
        duckdb_result result;
        const bool good = duckdb_query(session, script.c_str(), &result) == DuckDBSuccess;
        const char* error = duckdb_result_error(&result);
        const std::string said = error == nullptr ? "" : error;
        duckdb_destroy_result(&result);
        duckdb_disconnect(&session);
        duckdb_close(&database);
        if (!good) throw std::runtime_error(said);
    }

    /// Opening a file takes much longer than a statement.
    void keep_open(const std::string& path) override {
        open_.push_back(duckdb::Database::of(path));
    }

    std::vector<std::shared_ptr<duckdb::Database>> open_;
};

}  // namespace parlance::connectors::testing
