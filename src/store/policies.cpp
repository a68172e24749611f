#include "store/policies.hpp"

#include "store/connections.hpp"

#include <fmt/format.h>

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT version, state, document, author, note, created_at FROM policies "
    "WHERE tenant_id = :tenant AND connection_id = :id ";

StoredPolicy policy_from(const Row& row) {
    return {
        row.integer("version"),
        row.text("state") == "reviewed",
        row.text("document"),
        row.text("author"),
        row.text("note"),
        row.instant("created_at"),
    };
}

Parameters place(const Principal& who, std::string_view connection_id) {
    return {{"tenant", who.tenant_id}, {"id", connection_id}};
}

/// Where the tests of a version are sealed.
std::string record_of(std::string_view connection_id, std::int64_t version) {
    return fmt::format("{}/{}", connection_id, version);
}

}  // namespace

std::optional<StoredPolicy>
current_policy(Reader& reader, const Principal& who, std::string_view connection_id) {
    const std::optional<Row> row = reader.row(
        std::string(columns) + "ORDER BY version DESC LIMIT 1", place(who, connection_id)
    );
    if (row) return policy_from(*row);
    static_cast<void>(connection(reader, who, connection_id));
    return std::nullopt;
}

std::int64_t policy_version(Reader& reader, const Principal& who, std::string_view connection_id) {
    return reader.count(
        "SELECT coalesce(max(version), 0) AS value FROM policies "
        "WHERE tenant_id = :tenant AND connection_id = :id",
        place(who, connection_id)
    );
}

std::vector<StoredPolicy>
policy_versions(Reader& reader, const Principal& who, std::string_view connection_id) {
    static_cast<void>(connection(reader, who, connection_id));
    std::vector<StoredPolicy> all;
    const std::string sql = std::string(columns) + "ORDER BY version DESC";
    for (const Row& row : reader.rows(sql, place(who, connection_id)))
        all.push_back(policy_from(row));
    return all;
}

StoredPolicy policy_of_version(
    Reader& reader,
    const Principal& who,
    std::string_view connection_id,
    std::int64_t version
) {
    Parameters values = place(who, connection_id);
    values.emplace_back("version", version);
    const std::optional<Row> row =
        reader.row(std::string(columns) + "AND version = :version", values);
    if (!row) throw_not_found("policy_version");
    return policy_from(*row);
}

std::int64_t put_policy(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::int64_t based_on,
    const StoredPolicy& policy,
    std::string_view tests
) {
    writer.lock("policies");
    static_cast<void>(connection(writer, who, connection_id));
    if (policy_version(writer, who, connection_id) != based_on) {
        throw Error(
            Failure::conflict,
            "policy_changed",
            "The policy has changed meanwhile. Look at the new version and try again."
        );
    }
    const std::int64_t version = based_on + 1;
    const std::string record = record_of(connection_id, version);
    writer.run(
        "INSERT INTO policies (connection_id, tenant_id, version, state, document, sealed_tests, "
        "author, note, created_at) "
        "VALUES (:id, :tenant, :version, :state, :document, :tests, :author, :note, :at)",
        {{"id", connection_id},
         {"tenant", who.tenant_id},
         {"version", version},
         {"state", policy.reviewed ? "reviewed" : "suggested"},
         {"document", policy.document},
         {"tests", ledger.seal(writer, who.tenant_id, record, "policy_tests", tests)},
         {"author", policy.author},
         {"note", policy.note},
         {"at", system_now()}}
    );
    return version;
}

std::string policy_tests(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    std::int64_t version
) {
    Parameters values = place(who, connection_id);
    values.emplace_back("version", version);
    const std::optional<Row> row = reader.row(
        "SELECT sealed_tests FROM policies "
        "WHERE tenant_id = :tenant AND connection_id = :id AND version = :version",
        values
    );
    const std::optional<std::string> sealed = row ? row->text_if("sealed_tests") : std::nullopt;
    if (!sealed) return "[]";
    const Secret opened = ledger.open(
        reader, who.tenant_id, record_of(connection_id, version), "policy_tests", *sealed
    );
    return std::string(opened.reveal());
}

Secret pseudonym_key(Writer& writer, Vault& vault, const Principal& who) {
    constexpr const char* name = "pseudonyms";
    writer.lock(name);
    const std::optional<Row> row = writer.row(
        "SELECT sealed FROM secrets WHERE tenant_id = :tenant AND name = :name",
        {{"tenant", who.tenant_id}, {"name", name}}
    );
    if (row) return vault.open(writer, who, name, "secret", row->text("sealed"));
    Secret fresh(random_bytes(32));
    writer.run(
        "INSERT INTO secrets (tenant_id, name, sealed, created_at) "
        "VALUES (:tenant, :name, :sealed, :at)",
        {{"tenant", who.tenant_id},
         {"name", name},
         {"sealed", vault.seal(writer, who, name, "secret", fresh.reveal())},
         {"at", system_now()}}
    );
    return fresh;
}

}  // namespace parlance::store
