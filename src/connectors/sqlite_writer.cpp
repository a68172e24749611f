#include "connectors/sqlite_writer.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>
#include <string_view>
#include <system_error>

namespace parlance::connectors {

namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

void must(int status) {
    if (status == SQLITE_OK || status == SQLITE_DONE) return;
    throw Error(
        Failure::internal,
        "storage_failed",
        "The file could not be written. Is the disk full, or the folder not writable?"
    );
}

Database create(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
    const int status = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Database database(raw);
    must(status);
    return database;
}

void execute(sqlite3* database, const std::string& sql) {
    must(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr));
}

Statement prepare_insert(sqlite3* database, const NewTable& table) {
    std::string marks;
    for (std::size_t column = 0; column < table.rows.front().size(); ++column) {
        marks += column == 0 ? "?" : ", ?";
    }
    std::string name = table.name;
    for (std::size_t at = 0; (at = name.find('"', at)) != name.npos; at += 2)
        name.insert(at, 1, '"');
    const std::string sql = fmt::format("INSERT INTO \"{}\" VALUES ({})", name, marks);
    sqlite3_stmt* raw = nullptr;
    must(sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr));
    return Statement(raw);
}

/// Binds one cell; the row outlives the statement's step, so SQLite need not copy.
struct Bind {
    sqlite3_stmt* statement;
    int at;

    int operator()(std::monostate) const { return sqlite3_bind_null(statement, at); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, at, value); }
    int operator()(double value) const { return sqlite3_bind_double(statement, at, value); }
    int operator()(const std::string& value) const {
        const auto size = static_cast<int>(value.size());
        return sqlite3_bind_text(statement, at, value.data(), size, SQLITE_STATIC);
    }
};

void insert(sqlite3* database, const NewTable& table) {
    if (table.rows.empty()) return;
    const Statement statement = prepare_insert(database, table);
    for (const std::vector<NewCell>& row : table.rows) {
        int at = 0;
        for (const NewCell& cell : row)
            must(std::visit(Bind{statement.get(), ++at}, cell));
        must(sqlite3_step(statement.get()));
        must(sqlite3_reset(statement.get()));
    }
}

void fill(const std::filesystem::path& file, const std::vector<NewTable>& tables) {
    const Database database = create(file);
    // A crash loses the unfinished file only, so it needs no journal.
    execute(database.get(), "PRAGMA journal_mode = OFF; PRAGMA foreign_keys = ON; BEGIN");
    for (const NewTable& table : tables) {
        execute(database.get(), table.create);
        insert(database.get(), table);
    }
    execute(database.get(), "COMMIT");
}

/// Removes the unfinished file when something throws.
class Unfinished {
public:
    explicit Unfinished(std::filesystem::path file) : file_(std::move(file)) { remove(); }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() { remove(); }

    [[nodiscard]] const std::filesystem::path& path() const { return file_; }

private:
    void remove() const noexcept {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }

    std::filesystem::path file_;
};

}  // namespace

void write_sqlite(const std::filesystem::path& file, const std::vector<NewTable>& tables) {
    const Unfinished unfinished(file.string() + ".part");
    fill(unfinished.path(), tables);
    std::error_code failed;
    std::filesystem::rename(unfinished.path(), file, failed);
    must(failed ? SQLITE_IOERR : SQLITE_OK);
}

}  // namespace parlance::connectors
