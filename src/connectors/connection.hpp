#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

namespace parlance::connectors {

enum class Kind : std::uint8_t { sqlite, postgres, duckdb };
BOOST_DESCRIBE_ENUM(Kind, sqlite, postgres, duckdb)

/// As libpq's sslmode: `prefer` uses TLS when the server has it, `verify_full` also checks name and
/// authority.
enum class TlsMode : std::uint8_t { disable, prefer, require, verify_ca, verify_full };
BOOST_DESCRIBE_ENUM(TlsMode, disable, prefer, require, verify_ca, verify_full)

/// How to reach a database. Holds the password in clear: made from the vault just before it is
/// used, never logged, never serialised.
struct Connection {
    std::string id;
    std::string tenant_id;
    Kind kind = Kind::sqlite;
    std::string path;           ///< sqlite, duckdb: the file
    bool trusted_file = false;  ///< made by Parlance itself (samples, imports), not uploaded
    std::string host;
    std::uint16_t port = 5432;
    std::string database;
    std::string user;
    std::string password;
    TlsMode tls = TlsMode::prefer;
    std::string ca_certificate;  ///< PEM; empty uses the system's authorities
    std::string folder;          ///< the tenant's own folder, inside which its files must lie
};

}  // namespace parlance::connectors
