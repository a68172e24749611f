#include "store/connections.hpp"

#include "base/ids.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT c.id AS id, c.name AS name, c.kind AS kind, c.path AS path, "
    "c.trusted_file AS trusted_file, c.host AS host, c.port AS port, "
    "c.database_name AS database_name, c.user_name AS user_name, "
    "c.sealed_password AS sealed_password, c.tls AS tls, c.ca_certificate AS ca_certificate, "
    "c.is_default AS is_default, c.is_sample AS is_sample, c.created_at AS created_at, "
    "c.updated_at AS updated_at, (SELECT f.name FROM files f WHERE f.tenant_id = c.tenant_id AND "
    "f.connection_id = c.id ORDER BY f.created_at, f.id LIMIT 1) AS uploaded, k.table_count AS "
    "table_count, k.refreshed_at AS refreshed_at "
    "FROM database_connections c LEFT JOIN connection_catalogs k ON k.connection_id = c.id "
    "WHERE c.tenant_id = :tenant ";

Connection connection_from(const Row& row) {
    return {
        .id = row.text("id"),
        .name = row.text("name"),
        .kind = row.text("kind"),
        .path = row.text("path"),
        .trusted_file = row.flag("trusted_file"),
        .host = row.text("host"),
        .port = static_cast<std::uint16_t>(row.integer("port")),
        .database = row.text("database_name"),
        .user = row.text("user_name"),
        .has_password = row.text_if("sealed_password").has_value(),
        .tls = row.text("tls"),
        .ca_certificate = row.text("ca_certificate"),
        .is_default = row.flag("is_default"),
        .is_sample = row.flag("is_sample"),
        .uploaded = row.text_if("uploaded"),
        .tables = row.integer_if("table_count"),
        .refreshed_at = row.instant_if("refreshed_at"),
        .created_at = row.instant("created_at"),
        .updated_at = row.instant("updated_at"),
    };
}

std::optional<Connection>
connection_where(Reader& reader, const Principal& who, const char* condition) {
    const std::optional<Row> row =
        reader.row(std::string(columns) + condition, {{"tenant", who.tenant_id}});
    if (!row) return std::nullopt;
    return connection_from(*row);
}

std::optional<std::string> sealed(
    Writer& writer,
    Vault& vault,
    const Principal& who,
    const std::string& id,
    const std::optional<Secret>& password
) {
    if (!password || password->empty()) return std::nullopt;
    return vault.seal(writer, who, id, "password", password->reveal());
}

void clear_default(Writer& writer, const Principal& who) {
    writer.run(
        "UPDATE database_connections SET is_default = 0 "
        "WHERE tenant_id = :tenant AND is_default = 1",
        {{"tenant", who.tenant_id}}
    );
}

/// A name that is taken in the tenant gets an answer of its own.
void run_named(Writer& writer, const std::string& sql, const Parameters& values) {
    try {
        writer.run(sql, values);
    } catch (const ConstraintError& error) {
        if (error.kind() != ConstraintError::Kind::unique) throw;
        throw Error(
            Failure::conflict,
            "connection_name_taken",
            "There is a connection of this name already. Use another name."
        )
            .with_faults({{"/name", "This name is taken."}});
    }
}

int strength_of(std::string_view tls) {
    constexpr std::array<std::string_view, 5> from_weak{
        "disable", "prefer", "require", "verify_ca", "verify_full"
    };
    return static_cast<int>(std::ranges::find(from_weak, tls) - from_weak.begin());
}

void keep_password_where_it_was_given(const Connection& before, const ConnectionChange& change) {
    const bool elsewhere = change.host.value_or(before.host) != before.host ||
                           change.port.value_or(before.port) != before.port ||
                           change.user.value_or(before.user) != before.user;
    const bool weaker = strength_of(change.tls.value_or(before.tls)) < strength_of(before.tls);
    const bool other_authority =
        change.ca_certificate.value_or(before.ca_certificate) != before.ca_certificate;
    if (!before.has_password || change.password) return;
    if (!elsewhere && !weaker && !other_authority) return;
    throw Error(
        Failure::invalid,
        "password_required",
        "Give the password again: the stored one was given for another server, account or "
        "encryption."
    )
        .with_faults({{"/password", "Give the password again."}});
}

}  // namespace

std::vector<Connection> connections(Reader& reader, const Principal& who) {
    std::vector<Connection> all;
    const std::string sql = std::string(columns) + "ORDER BY lower(c.name), c.id";
    for (const Row& row : reader.rows(sql, {{"tenant", who.tenant_id}}))
        all.push_back(connection_from(row));
    return all;
}

Connection connection(Reader& reader, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(
        std::string(columns) + "AND c.id = :id", {{"tenant", who.tenant_id}, {"id", id}}
    );
    if (!row) throw_not_found("connection");
    return connection_from(*row);
}

std::optional<Connection> default_connection(Reader& reader, const Principal& who) {
    return connection_where(reader, who, "AND c.is_default = 1");
}

std::optional<Connection> sample_connection(Reader& reader, const Principal& who) {
    return connection_where(reader, who, "AND c.is_sample = 1 ORDER BY c.created_at LIMIT 1");
}

Secret
connection_password(Reader& reader, Vault& vault, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(
        std::string(columns) + "AND c.id = :id", {{"tenant", who.tenant_id}, {"id", id}}
    );
    if (!row) throw_not_found("connection");
    const std::optional<std::string> password = row->text_if("sealed_password");
    if (!password) return {};
    return vault.open(reader, who, id, "password", *password);
}

Connection
add_connection(Writer& writer, Vault& vault, const Principal& who, const NewConnection& wanted) {
    const std::string id = new_id();
    const bool make_default = wanted.make_default || !default_connection(writer, who);
    if (make_default) clear_default(writer, who);
    run_named(
        writer,
        "INSERT INTO database_connections (id, tenant_id, name, kind, path, trusted_file, host, "
        "port, database_name, user_name, sealed_password, tls, ca_certificate, is_default, "
        "is_sample, created_by, created_at, updated_at) VALUES (:id, :tenant, :name, :kind, :path, "
        ":trusted, :host, :port, :database, :user, :password, :tls, :ca, :default, :sample, :by, "
        ":at, :at)",
        {{"id", id},
         {"tenant", who.tenant_id},
         {"name", wanted.name},
         {"kind", wanted.kind},
         {"path", wanted.path},
         {"trusted", wanted.trusted_file},
         {"host", wanted.host},
         {"port", int{wanted.port}},
         {"database", wanted.database},
         {"user", wanted.user},
         {"password", sealed(writer, vault, who, id, wanted.password)},
         {"tls", wanted.tls},
         {"ca", wanted.ca_certificate},
         {"default", make_default},
         {"sample", wanted.is_sample},
         {"by", who.user_id},
         {"at", system_now()}}
    );
    return connection(writer, who, id);
}

Connection change_connection(
    Writer& writer,
    Vault& vault,
    const Principal& who,
    std::string_view id,
    const ConnectionChange& change
) {
    const Connection before = connection(writer, who, id);
    keep_password_where_it_was_given(before, change);
    if (change.make_default.value_or(false)) clear_default(writer, who);
    run_named(
        writer,
        "UPDATE database_connections SET name = :name, path = :path, host = :host, port = :port, "
        "database_name = :database, user_name = :user, tls = :tls, ca_certificate = :ca, "
        "is_default = :default, updated_at = :at WHERE tenant_id = :tenant AND id = :id",
        {{"name", change.name.value_or(before.name)},
         {"path", change.path.value_or(before.path)},
         {"host", change.host.value_or(before.host)},
         {"port", int{change.port.value_or(before.port)}},
         {"database", change.database.value_or(before.database)},
         {"user", change.user.value_or(before.user)},
         {"tls", change.tls.value_or(before.tls)},
         {"ca", change.ca_certificate.value_or(before.ca_certificate)},
         {"default", before.is_default || change.make_default.value_or(false)},
         {"at", system_now()},
         {"tenant", who.tenant_id},
         {"id", id}}
    );
    if (change.password) {
        writer.run(
            "UPDATE database_connections SET sealed_password = :password "
            "WHERE tenant_id = :tenant AND id = :id",
            {{"password", sealed(writer, vault, who, before.id, change.password)},
             {"tenant", who.tenant_id},
             {"id", id}}
        );
    }
    return connection(writer, who, id);
}

void remove_connection(Writer& writer, const Principal& who, std::string_view id) {
    const Connection before = connection(writer, who, id);
    const Parameters of_tenant{{"tenant", who.tenant_id}};
    writer.run(
        "DELETE FROM database_connections WHERE tenant_id = :tenant AND id = :id",
        {{"tenant", who.tenant_id}, {"id", id}}
    );
    if (!before.is_default) return;
    writer.run(
        "UPDATE database_connections SET is_default = 1 WHERE id = (SELECT id FROM "
        "database_connections WHERE tenant_id = :tenant ORDER BY created_at, id LIMIT 1)",
        of_tenant
    );
}

}  // namespace parlance::store
