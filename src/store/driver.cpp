#include "store/driver.hpp"

#include "base/crypto.hpp"
#include "base/log.hpp"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>

namespace parlance::store {

namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

/// SQLite gives its side files the rights of the main one, so it must not be born readable. A file
/// that is there is not opened: closing it would drop the locks of every session of this process
/// (fcntl(2)), and the next command beside the server would take itself for the last user and
/// delete the log of the server's commits.
void make_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) {
        ::close(file);
    } else {
        ::chmod(path.c_str(), 0600);  // what is wrong will be told when SQLite opens it
    }
}

/// synchronous=FULL: a commit is on the disk before anybody hears of it.
constexpr std::array sqlite_settings{
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=FAST",
    // A checkpoint waits for the disk twice; at full speed the usual 1000 pages come four times a
    // second.
    "PRAGMA wal_autocheckpoint=4000",
};

void set_up_sqlite(soci::session& session, Use use) {
    for (const char* setting : sqlite_settings)
        session << setting;
    if (use == Use::reading) session << "PRAGMA query_only=ON";
}

void set_up_postgres(soci::session& session, Use use) {
    session << "SET client_min_messages = warning";
    session << "SET lock_timeout = '10s'";
    session << "SET synchronous_commit = on";
    if (use == Use::reading) session << "SET default_transaction_read_only = on";
}

/// The person hears a sentence; the operator finds the state of the driver, without its text, which
/// may quote values.
[[noreturn]] void throw_failed(std::string_view state) {
    log::error("store_failed", {{"state", state}});
    throw Error(Failure::internal, "store_failed", "The server could not read or keep its data.");
}

[[noreturn]] void throw_for_sqlite(soci::session& session) {
    using Kind = ConstraintError::Kind;
    const auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    switch (sqlite_api::sqlite3_extended_errcode(backend->conn_)) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
            throw ConstraintError(Kind::unique);
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            throw ConstraintError(Kind::foreign_key);
        case SQLITE_FULL:
            throw Error(Failure::internal, "store_full", "The server's disk is full.");
        default:
            break;
    }
    const int primary = sqlite_api::sqlite3_errcode(backend->conn_) & 0xff;
    if (primary == SQLITE_CONSTRAINT) throw ConstraintError(Kind::other);
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
        throw Error(Failure::busy, "store_busy", "The server is busy. Try again in a moment.")
            .retry_after(1);
    }
    throw_failed(sqlite_api::sqlite3_errstr(sqlite_api::sqlite3_extended_errcode(backend->conn_)));
}

[[noreturn]] void throw_for_postgres(std::string_view state) {
    using Kind = ConstraintError::Kind;
    if (state == "23505") throw ConstraintError(Kind::unique);
    if (state == "23503") throw ConstraintError(Kind::foreign_key);
    if (state.starts_with("23")) throw ConstraintError(Kind::other);
    // Serialisation, deadlock, lock timeout, too many connections.
    if (state == "40001" || state == "40P01" || state == "55P03" || state == "53300") {
        throw Error(Failure::busy, "store_busy", "The server is busy. Try again in a moment.")
            .retry_after(1);
    }
    throw_failed(state);
}

}  // namespace

Engine engine_of(const std::string& url) {
    if (url.starts_with(sqlite_prefix)) return Engine::sqlite;
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return Engine::postgres;
    throw Error(
        Failure::invalid, "store_url", "The store must be sqlite:PATH or a postgresql:// address."
    );
}

std::unique_ptr<soci::session> open_session(const std::string& url, Use use) {
    const bool sqlite = engine_of(url) == Engine::sqlite;
    try {
        if (sqlite) {
            // SOCI splits its parameters at spaces unless they are quoted.
            const std::string path = url.substr(sqlite_prefix.size());
            make_private(path);
            auto session =
                std::make_unique<soci::session>(soci::sqlite3, "db=\"" + path + "\" timeout=10");
            set_up_sqlite(*session, use);
            return session;
        }
        auto session = std::make_unique<soci::session>(soci::postgresql, url);
        set_up_postgres(*session, use);
        return session;
    } catch (const soci::soci_error&) {
        throw Error(
            Failure::internal,
            "store_unreachable",
            sqlite ? "The store's file cannot be opened. Check its path, owner and free space."
                   : "The store's database cannot be reached. Check its address and account."
        );
    }
}

void begin_writing(soci::session& session, Engine engine) {
    // A deferred SQLite transaction that reads first and writes later fails as "locked".
    session << (engine == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
}

void commit(soci::session& session) {
    session << "COMMIT";
}

void roll_back(soci::session& session) noexcept {
    try {
        session << "ROLLBACK";
    } catch (const std::exception&) {
        // The transaction has ended by itself.
    }
}

void save_point(soci::session& session) {
    session << "SAVEPOINT job";
}

void release_save_point(soci::session& session) {
    session << "RELEASE SAVEPOINT job";
}

void roll_back_to_save_point(soci::session& session) {
    session << "ROLLBACK TO SAVEPOINT job";
    session << "RELEASE SAVEPOINT job";
}

std::vector<std::string> lock_statements(Engine engine, std::string_view name) {
    if (engine == Engine::sqlite) return {};
    const Digest digest = sha256(name);
    std::int64_t number = 0;
    for (std::size_t index = 0; index < 7; ++index)
        number = (number << 8) | digest[index];
    return {
        "SELECT 1 AS held FROM (SELECT pg_advisory_xact_lock(" + std::to_string(number) + ")) taken"
    };
}

void throw_mapped(soci::session& session, const std::exception& failure) {
    if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&failure)) {
        throw_for_postgres(postgres->sqlstate());
    }
    if (session.get_backend_name() == "sqlite3") throw_for_sqlite(session);
    throw_failed("connection");
}

}  // namespace parlance::store
