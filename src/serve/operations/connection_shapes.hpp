#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "base/types.hpp"
#include "connectors/connection.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on connections and files take and give.
namespace parlance::serve {

enum class ConnectionKind : std::uint8_t { sqlite, postgres };
BOOST_DESCRIBE_ENUM(ConnectionKind, sqlite, postgres)

struct NewConnection {
    std::string name;
    ConnectionKind kind = ConnectionKind::postgres;
    std::optional<std::string> path;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::string> database;
    std::optional<std::string> user;
    std::optional<std::string> password;
    std::optional<connectors::TlsMode> tls;
    std::optional<std::string> ca_certificate;
    std::optional<bool> make_default;
};
BOOST_DESCRIBE_STRUCT(
    NewConnection,
    (),
    (name, kind, path, host, port, database, user, password, tls, ca_certificate, make_default)
)

struct ChangedConnection {
    std::string connection_id;
    std::optional<std::string> name;
    std::optional<std::string> path;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::string> database;
    std::optional<std::string> user;
    std::optional<std::string> password;
    std::optional<connectors::TlsMode> tls;
    std::optional<std::string> ca_certificate;
    std::optional<bool> make_default;
};
BOOST_DESCRIBE_STRUCT(
    ChangedConnection,
    (),
    (connection_id,
     name,
     path,
     host,
     port,
     database,
     user,
     password,
     tls,
     ca_certificate,
     make_default)
)

namespace connection_notes {
constexpr auto name =
    json::note("name", "What people call it; unique in the tenant.").length(1, 120);
constexpr auto path =
    json::note("path", "sqlite: the file, inside a folder that the server allows.").length(1, 4096);
constexpr auto host = json::note("host", "postgres: the server's name or address.").length(1, 255);
constexpr auto port = json::note("port", "postgres: 5432 without it.").between(1, 65'535);
constexpr auto database = json::note("database", "postgres: the database.").length(1, 255);
constexpr auto user = json::note("user", "postgres: an account that may only read.").length(1, 255);
constexpr auto password =
    json::note("password", "Kept encrypted; no answer ever holds it.").length(0, 4096);
constexpr auto tls = json::note(
    "tls",
    "postgres: `prefer` without it; `verify_full` for servers that are not near."
);
constexpr auto ca =
    json::note("ca_certificate", "postgres: PEM of the authority; the system's without it.")
        .length(1, 65'536);
constexpr auto standard = json::note("make_default", "Use it where a question names no source.");
}  // namespace connection_notes

constexpr auto notes(const NewConnection*) {
    namespace about = connection_notes;
    return std::array{
        about::name,
        about::path,
        about::host,
        about::port,
        about::database,
        about::user,
        about::password,
        about::tls,
        about::ca,
        about::standard,
    };
}
constexpr auto notes(const ChangedConnection*) {
    namespace about = connection_notes;
    return std::array{
        about::name,
        about::path,
        about::host,
        about::port,
        about::database,
        about::user,
        about::password,
        about::tls,
        about::ca,
        about::standard,
    };
}

struct ConnectionShape {
    std::string id;
    std::string name;
    connectors::Kind kind = connectors::Kind::sqlite;
    std::optional<std::string> host;
    std::optional<std::int64_t> port;
    std::optional<std::string> database;
    std::optional<std::string> user;
    std::optional<std::string> tls;
    std::optional<std::string> file;
    bool is_default = false;
    bool is_sample = false;
    std::optional<std::int64_t> tables;
    std::optional<Instant> refreshed_at;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(
    ConnectionShape,
    (),
    (id,
     name,
     kind,
     host,
     port,
     database,
     user,
     tls,
     file,
     is_default,
     is_sample,
     tables,
     refreshed_at,
     created_at,
     updated_at)
)
constexpr auto notes(const ConnectionShape*) {
    return std::array{
        json::note("", "A database that the tenant has connected."),
        json::note("file", "Name of the file of an uploaded or local source."),
        json::note("tables", "How many tables and views it has, as last seen; for administrators."),
        json::note("refreshed_at", "When its schema was last looked at."),
    };
}

struct ConnectionsShape {
    std::vector<ConnectionShape> connections;
};
BOOST_DESCRIBE_STRUCT(ConnectionsShape, (), (connections))

struct ConnectionId {
    std::string connection_id;
};
BOOST_DESCRIBE_STRUCT(ConnectionId, (), (connection_id))

enum class FindingLevel : std::uint8_t { ok, warning, failure };
BOOST_DESCRIBE_ENUM(FindingLevel, ok, warning, failure)

struct FindingShape {
    FindingLevel level = FindingLevel::ok;
    std::string code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(FindingShape, (), (level, code, message))

struct TestReportShape {
    bool works = false;
    std::string server_version;
    double latency_ms = 0;
    std::vector<FindingShape> findings;
    std::string grant_script;
};
BOOST_DESCRIBE_STRUCT(
    TestReportShape,
    (),
    (works, server_version, latency_ms, findings, grant_script)
)
constexpr auto notes(const TestReportShape*) {
    return std::array{
        json::note("findings", "What works, what should be mended and how."),
        json::note(
            "grant_script",
            "SQL that makes an account with just the rights that Parlance needs; may be empty."
        ),
    };
}

struct RefreshShape {
    std::int64_t tables = 0;
    std::int64_t columns = 0;
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> changed;
    double took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RefreshShape, (), (tables, columns, added, removed, changed, took_ms))

struct FileRequest {
    std::optional<std::string> filename;
    std::optional<std::string> connection_id;
    std::optional<std::string> table;
};
BOOST_DESCRIBE_STRUCT(FileRequest, (), (filename, connection_id, table))
constexpr auto notes(const FileRequest*) {
    return std::array{
        json::note(
            "filename",
            "The file's name; its ending tells the format. A form's own file name does as well."
        )
            .length(1, 255)
            .example(R"("orders.csv")"),
        json::note("connection_id", "An uploaded source to add the file to, as a further table."),
        json::note("table", "The name of the table; made from the file's name without it.")
            .length(1, 63),
    };
}

struct FileColumnShape {
    std::string name;
    Type type = Type::unknown;
};
BOOST_DESCRIBE_STRUCT(FileColumnShape, (), (name, type))

struct FileTableShape {
    std::string name;
    std::vector<FileColumnShape> columns;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(FileTableShape, (), (name, columns, rows))

struct UploadedShape {
    ConnectionShape connection;
    FileTableShape table;
    std::vector<std::string> warnings;
    double took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(UploadedShape, (), (connection, table, warnings, took_ms))

}  // namespace parlance::serve
