#pragma once

#include "connectors/duckdb/api.hpp"
#include "connectors/file_rules.hpp"

#include <memory>
#include <string>

namespace parlance::connectors::duckdb {

/// An open file, read-only, without any way out: no external access, no extensions, settings
/// locked, memory and threads capped. Shared by all who query the file.
class Database {
public:
    /// The process's handle of this file; opened anew when another file has taken the path.
    [[nodiscard]] static std::shared_ptr<Database> of(const std::string& path);

    Database(const std::string& path, FileIdentity identity);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    [[nodiscard]] duckdb_database raw() const noexcept { return database_; }

private:
    duckdb_database database_ = nullptr;
    FileIdentity identity_;
};

/// A connection to it; may be interrupted from any thread.
class Link {
public:
    explicit Link(std::shared_ptr<Database> database);
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link();

    void interrupt() noexcept { duckdb_interrupt(connection_); }
    /// Runs text of our own.
    Result execute(const std::string& text);

    [[nodiscard]] duckdb_connection raw() const noexcept { return connection_; }

private:
    std::shared_ptr<Database> database_;
    duckdb_connection connection_ = nullptr;
};

}  // namespace parlance::connectors::duckdb
