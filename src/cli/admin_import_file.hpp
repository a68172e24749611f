#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/shape.hpp"
#include "connectors/connection.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

/// The JSONL file of `parlance admin import` (docs/import.md): one object a line, told apart by
/// `type`. Ids are those of the earlier product; they only tie the lines of the file together.
namespace parlance::cli {

enum class ImportedRole : std::uint8_t { owner, admin, analyst, viewer };
BOOST_DESCRIBE_ENUM(ImportedRole, owner, admin, analyst, viewer)

struct ImportedUser {
    std::string id;
    std::string username;
    std::optional<std::string> email;
    std::optional<ImportedRole> role;
    std::optional<std::string> password_hash;
};
BOOST_DESCRIBE_STRUCT(ImportedUser, (), (id, username, email, role, password_hash))

struct ImportedConnection {
    std::string id;
    std::string name;
    connectors::Kind kind = connectors::Kind::postgres;
    std::optional<std::string> path;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::string> database;
    std::optional<std::string> user;
    std::optional<std::string> password;
    std::optional<connectors::TlsMode> tls;
    std::optional<bool> is_default;
};
BOOST_DESCRIBE_STRUCT(
    ImportedConnection,
    (),
    (id, name, kind, path, host, port, database, user, password, tls, is_default)
)

struct ImportedQueryLog {
    std::string id;
    std::string user_id;
    std::string connection_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    std::optional<std::string> error_code;
    std::optional<std::int64_t> row_count;
    std::optional<double> duration_ms;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    ImportedQueryLog,
    (),
    (id, user_id, connection_id, question, sql, error_code, row_count, duration_ms, created_at)
)

struct ImportedSavedQuery {
    std::string id;
    std::string user_id;
    std::optional<std::string> connection_id;
    std::string name;
    std::optional<std::string> description;
    std::optional<std::string> question;
    std::string sql;
};
BOOST_DESCRIBE_STRUCT(
    ImportedSavedQuery,
    (),
    (id, user_id, connection_id, name, description, question, sql)
)

/// How many of each kind the file must hold; the last line of a complete export.
struct ImportCounts {
    std::int64_t users = 0;
    std::int64_t connections = 0;
    std::int64_t query_logs = 0;
    std::int64_t saved_queries = 0;

    bool operator==(const ImportCounts&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportCounts, (), (users, connections, query_logs, saved_queries))

struct ImportFile {
    std::vector<ImportedUser> users;
    std::vector<ImportedConnection> connections;
    std::vector<ImportedQueryLog> query_logs;
    std::vector<ImportedSavedQuery> saved_queries;

    [[nodiscard]] ImportCounts counts() const;
};

/// Reads the whole file. Throws one `Error` (invalid, `invalid_import`) with what is wrong in each
/// line, the first fifty faults.
[[nodiscard]] ImportFile read_import(std::istream& in);

}  // namespace parlance::cli
