#include "store/signing_keys.hpp"

namespace parlance::store {

void add_signing_key(Writer& writer, Vault& vault, System, const SigningKey& key) {
    writer.run(
        "INSERT INTO signing_keys (id, algorithm, public_jwk, sealed_private_jwk, created_at) "
        "VALUES (:id, 'ES256', :public, :private, :at)",
        {{"id", key.id},
         {"public", key.public_jwk},
         {"private", vault.seal(writer, System{}, key.id, "private_jwk", key.private_jwk.reveal())},
         {"at", key.created_at}}
    );
}

std::vector<SigningKey> signing_keys(Reader& reader, Vault& vault, System, Instant since) {
    std::vector<SigningKey> keys;
    const std::vector<Row> rows = reader.rows(
        "SELECT id, public_jwk, sealed_private_jwk, created_at, retired_at FROM signing_keys "
        "WHERE retired_at IS NULL OR retired_at > :since ORDER BY created_at DESC, id DESC",
        {{"since", since}}
    );
    for (const Row& row : rows) {
        const std::string id = row.text("id");
        keys.push_back(
            {id,
             row.text("public_jwk"),
             vault.open(reader, System{}, id, "private_jwk", row.text("sealed_private_jwk")),
             row.instant("created_at"),
             row.instant_if("retired_at")}
        );
    }
    return keys;
}

void retire_other_signing_keys(Writer& writer, System, std::string_view keep, Instant now) {
    writer.run(
        "UPDATE signing_keys SET retired_at = :now WHERE id <> :keep AND retired_at IS NULL",
        {{"now", now}, {"keep", keep}}
    );
}

Secret installation_secret(Writer& writer, Vault& vault, System, std::string_view name) {
    const std::optional<Row> row = writer.row(
        "SELECT sealed FROM secrets WHERE tenant_id = '' AND name = :name", {{"name", name}}
    );
    if (row) return vault.open(writer, System{}, name, "secret", row->text("sealed"));
    Secret fresh(random_bytes(32));
    writer.run(
        "INSERT INTO secrets (tenant_id, name, sealed, created_at) VALUES ('', :name, :sealed, "
        ":at)",
        {{"name", name},
         {"sealed", vault.seal(writer, System{}, name, "secret", fresh.reveal())},
         {"at", system_now()}}
    );
    return fresh;
}

}  // namespace parlance::store
