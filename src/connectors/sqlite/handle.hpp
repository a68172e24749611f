#pragma once

#include "connectors/file_rules.hpp"
#include "connectors/sqlite/rights.hpp"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::connectors::sqlite {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

/// Whether others may write the file meanwhile. `none` needs no lock files beside it.
enum class Sharing : std::uint8_t { others, none };

/// An open file, locked down as SQLite advises for files of unknown origin
/// (sqlite.org/security.html): read-only, defensive, untrusted schema, checked cells, no memory
/// mapping, lowered limits, an authorizer and a deadline. Used by one thread at a time.
class Handle {
public:
    explicit Handle(const std::string& path, Sharing sharing = Sharing::others);
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle();

    /// Until `disarm`, statements stop at `deadline` or when `stop` is requested.
    void arm(std::chrono::steady_clock::time_point deadline, std::stop_token stop);
    void disarm();

    /// Until `disarm`, only SELECTs with allowed functions prepare, and they read only the tables
    /// of `query`: those that are fenced through the views of its preamble alone. Makes the views.
    void restrict(const guard::ApprovedQuery& query);

    /// Throws `Error` when the text does not prepare or holds more than one statement.
    [[nodiscard]] Statement prepare(std::string_view text);
    /// Runs text of our own that gives no rows.
    void execute(const char* text);
    /// Steps once: true for a row. Throws the mapped `Error`.
    bool step(sqlite3_stmt* statement);

    [[nodiscard]] sqlite3* raw() const noexcept { return database_; }
    [[nodiscard]] const FileIdentity& identity() const noexcept { return identity_; }

private:
    static int authorize(
        void* self,
        int action,
        const char* first,
        const char* second,
        const char* database,
        const char* accessor
    );
    static int on_progress(void* self);
    static void pseudonym(sqlite3_context* context, int count, sqlite3_value** values);
    void make_views(const guard::ApprovedQuery& query);
    void drop_views() noexcept;
    void open(const std::string& path, Sharing sharing);
    void lock_down();
    [[noreturn]] void fail(int code);

    sqlite3* database_ = nullptr;
    FileIdentity identity_;
    std::optional<Rights> rights_;  ///< of the statement that runs; none while we look ourselves
    std::set<std::string> views_;   ///< made earlier: their names say what they hold
    std::map<std::string, std::string> keys_;  ///< of pseudonyms, for the statement that runs
    bool timed_out_ = false;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
    std::stop_token stop_;
};

}  // namespace parlance::connectors::sqlite
