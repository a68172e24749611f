#include "connectors/sqlite/handle.hpp"

#include "connectors/failures.hpp"
#include "connectors/sqlite/language.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <utility>

namespace parlance::connectors::sqlite {

namespace {

constexpr int progress_operations = 4000;  ///< about 50 µs between two looks at the clock
constexpr int busy_wait_ms = 2000;

constexpr std::array lowered_limits = {
    std::pair{SQLITE_LIMIT_LENGTH, 32 << 20},
    std::pair{SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
    std::pair{SQLITE_LIMIT_EXPR_DEPTH, 600},
    std::pair{SQLITE_LIMIT_COMPOUND_SELECT, 100},
    std::pair{SQLITE_LIMIT_VDBE_OP, 1'000'000},
    std::pair{SQLITE_LIMIT_FUNCTION_ARG, 100},
    std::pair{SQLITE_LIMIT_ATTACHED, 0},
    std::pair{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
    std::pair{SQLITE_LIMIT_VARIABLE_NUMBER, 1000},
    std::pair{SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    std::pair{SQLITE_LIMIT_WORKER_THREADS, 0},
};

bool mentions(const char* message, const char* words) {
    return message != nullptr && std::string_view(message).find(words) != std::string_view::npos;
}

/// The path as a URI of a file that does not change (sqlite.org/uri.html).
std::string uri_of(const std::string& path) {
    std::string uri = "file:";
    for (const char each : path) {
        const bool plain = std::isalnum(static_cast<unsigned char>(each)) != 0 || each == '/';
        uri +=
            plain ? std::string(1, each) : fmt::format("%{:02X}", static_cast<unsigned char>(each));
    }
    return uri + "?immutable=1";
}

Error refused() {
    return {
        Failure::refused,
        "sql_refused_by_engine",
        "The database engine does not allow this statement."
    };
}

}  // namespace

Handle::Handle(const std::string& path, Sharing sharing) : identity_(identity_of(path)) {
    open(path, sharing);
    try {
        lock_down();
    } catch (...) {
        sqlite3_close_v2(database_);
        throw;
    }
}

Handle::~Handle() {
    sqlite3_close_v2(database_);
}

void Handle::open(const std::string& path, Sharing sharing) {
    const bool alone = sharing == Sharing::none;
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                      SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | (alone ? SQLITE_OPEN_URI : 0);
    const std::string name = alone ? uri_of(path) : path;
    if (sqlite3_open_v2(name.c_str(), &database_, flags, nullptr) == SQLITE_OK) return;
    sqlite3_close_v2(std::exchange(database_, nullptr));
    throw unreachable();
}

void Handle::lock_down() {
    for (const auto& [limit, value] : lowered_limits)
        sqlite3_limit(database_, limit, value);
    const auto set = [this](int option, int value) {
        sqlite3_db_config(database_, option, value, nullptr);
    };
    set(SQLITE_DBCONFIG_DEFENSIVE, 1);
    set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    set(SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0);
    set(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    set(SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0);
    set(SQLITE_DBCONFIG_DQS_DML, 0);
    add_language(database_);
    sqlite3_busy_timeout(database_, busy_wait_ms);
    sqlite3_progress_handler(database_, progress_operations, &Handle::on_progress, this);
    sqlite3_set_authorizer(database_, &Handle::authorize, this);
    constexpr int pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3_create_function_v2(
        database_,
        "parlance_pseudonym",
        2,
        pure,
        this,
        &Handle::pseudonym,
        nullptr,
        nullptr,
        nullptr
    );
    execute(
        "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; PRAGMA query_only=ON;"
        "PRAGMA cache_size=-8000; PRAGMA trusted_schema=OFF"
    );
}

void Handle::arm(std::chrono::steady_clock::time_point deadline, std::stop_token stop) {
    deadline_ = deadline;
    stop_ = std::move(stop);
    timed_out_ = false;
}

void Handle::disarm() {
    deadline_ = std::chrono::steady_clock::time_point::max();
    stop_ = {};
    rights_.reset();
    keys_.clear();
}

int Handle::on_progress(void* self) {
    auto& handle = *static_cast<Handle*>(self);
    handle.timed_out_ = std::chrono::steady_clock::now() > handle.deadline_;
    return handle.timed_out_ || handle.stop_.stop_requested() ? 1 : 0;
}

int Handle::authorize(
    void* self,
    int action,
    const char* first,
    const char* second,
    const char* database,
    const char* accessor
) {
    const auto& rights = static_cast<Handle*>(self)->rights_;
    if (!rights) return SQLITE_OK;
    return rights->allow(action, first, second, database, accessor) ? SQLITE_OK : SQLITE_DENY;
}

Statement Handle::prepare(std::string_view text) {
    sqlite3_stmt* made = nullptr;
    const char* rest = nullptr;
    const int code =
        sqlite3_prepare_v3(database_, text.data(), static_cast<int>(text.size()), 0, &made, &rest);
    Statement statement(made);
    if (code != SQLITE_OK) fail(code);
    const std::string_view tail(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    const bool alone = tail.find_first_not_of(" \t\r\n;") == std::string_view::npos;
    if (!statement || !alone) throw refused();
    if (rights_ && (sqlite3_stmt_isexplain(made) != 0 || sqlite3_stmt_readonly(made) == 0)) {
        throw refused();
    }
    return statement;
}

void Handle::execute(const char* text) {
    const int code = sqlite3_exec(database_, text, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

bool Handle::step(sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code);
    return false;
}

void Handle::fail(int code) {
    const char* message = sqlite3_errmsg(database_);
    switch (code & 0xFF) {
        case SQLITE_INTERRUPT:
            throw stop_.stop_requested() || !timed_out_ ? cancelled() : timed_out();
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_FORMAT:
            throw broken_file();
        case SQLITE_AUTH:
            throw refused();
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw busy();
        case SQLITE_CANTOPEN:
        case SQLITE_IOERR:
        case SQLITE_PERM:
            throw unreachable();
        case SQLITE_NOMEM:
        case SQLITE_FULL:
        case SQLITE_TOOBIG:
            throw out_of_resources();
        default:
            break;
    }
    if (mentions(message, "no such ") || mentions(message, "schema has changed")) {
        throw schema_changed();
    }
    if (mentions(message, "overflow") || mentions(message, "malformed JSON")) throw bad_values();
    throw database_failed();
}

}  // namespace parlance::connectors::sqlite
