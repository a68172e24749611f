#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/query.hpp"
#include "store/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// A tenant's way to a database. The password is not in it: `connection_password` opens it for the
/// connector, and nothing else does.
struct Connection {
    std::string id;
    std::string name;
    std::string kind;  ///< sqlite, postgres or duckdb
    std::string path;  ///< sqlite, duckdb: the file
    bool trusted_file = false;
    std::string host;
    std::uint16_t port = 0;
    std::string database;
    std::string user;
    bool has_password = false;
    std::string tls = "prefer";  ///< as libpq's sslmode, with underscores
    std::string ca_certificate;
    bool is_default = false;
    bool is_sample = false;
    std::optional<std::string> uploaded;  ///< name of the first file that was uploaded for it
    std::optional<std::int64_t> tables;   ///< of the catalog, once it was read
    std::optional<Instant> refreshed_at;  ///< of the catalog
    Instant created_at;
    Instant updated_at;
};

struct NewConnection {
    std::string name;
    std::string kind;
    std::string path = {};
    bool trusted_file = false;
    std::string host = {};
    std::uint16_t port = 0;
    std::string database = {};
    std::string user = {};
    std::optional<Secret> password = {};
    std::string tls = "prefer";
    std::string ca_certificate = {};
    bool make_default = false;  ///< the first connection of a tenant becomes it anyway
    bool is_sample = false;
};

/// What to change; what is absent stays as it is.
struct ConnectionChange {
    std::optional<std::string> name;
    std::optional<std::string> path;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::string> database;
    std::optional<std::string> user;
    std::optional<Secret> password;  ///< empty: removes the one that is stored
    std::optional<std::string> tls;
    std::optional<std::string> ca_certificate;
    std::optional<bool> make_default;
};

/// By name.
[[nodiscard]] std::vector<Connection> connections(Reader& reader, const Principal& who);
/// Throws `Error` (not_found, `connection_not_found`).
[[nodiscard]] Connection connection(Reader& reader, const Principal& who, std::string_view id);
[[nodiscard]] std::optional<Connection> default_connection(Reader& reader, const Principal& who);
[[nodiscard]] std::optional<Connection> sample_connection(Reader& reader, const Principal& who);
/// The sealed password, opened; empty when there is none.
[[nodiscard]] Secret
connection_password(Reader& reader, Vault& vault, const Principal& who, std::string_view id);

/// Throws `Error` (conflict, `connection_name_taken`).
[[nodiscard]] Connection
add_connection(Writer& writer, Vault& vault, const Principal& who, const NewConnection& wanted);
/// Throws `Error` (invalid, `password_required`) when the stored password would go to another
/// server or account, or over a weaker channel, than it was given for.
[[nodiscard]] Connection change_connection(
    Writer& writer,
    Vault& vault,
    const Principal& who,
    std::string_view id,
    const ConnectionChange& change
);
/// Deletes it with its catalog. When it was the default, the oldest other one becomes it.
void remove_connection(Writer& writer, const Principal& who, std::string_view id);

}  // namespace parlance::store
