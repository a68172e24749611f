#include "store/identity_providers.hpp"

#include "base/ids.hpp"
#include "base/json.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT p.id AS id, p.tenant_id AS tenant_id, p.version AS version, p.name AS name, "
    "p.issuer AS issuer, p.client_id AS client_id, p.domains AS domains, "
    "p.newcomers AS newcomers, p.enabled AS enabled, "
    "p.sign_out AS sign_out FROM identity_providers p ";
constexpr std::string_view secret_name = "oidc_client";
constexpr std::string_view secret_field = "secret";

std::optional<IdentityProvider> provider_of(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return IdentityProvider{
        .id = row->text("id"),
        .tenant_id = row->text("tenant_id"),
        .version = row->integer("version"),
        .name = row->text("name"),
        .issuer = row->text("issuer"),
        .client_id = row->text("client_id"),
        .domains = json::read<std::vector<std::string>>(row->text("domains")),
        .newcomers = row->text_if("newcomers"),
        .enabled = row->flag("enabled"),
        .sign_out = row->flag("sign_out"),
    };
}

void put_secret(Writer& writer, Vault& vault, const Principal& who, const Secret& secret) {
    writer.run(
        "DELETE FROM secrets WHERE tenant_id = :tenant AND name = :name",
        {{"tenant", who.tenant_id}, {"name", secret_name}}
    );
    if (secret.empty()) return;
    writer.run(
        "INSERT INTO secrets (tenant_id, name, sealed, created_at) "
        "VALUES (:tenant, :name, :sealed, :at)",
        {{"tenant", who.tenant_id},
         {"name", secret_name},
         {"sealed", vault.seal(writer, who, secret_name, secret_field, secret.reveal())},
         {"at", system_now()}}
    );
}

}  // namespace

std::optional<IdentityProvider> identity_provider(Reader& reader, const Principal& who) {
    return provider_of(reader.row(
        std::string(columns) + "WHERE p.tenant_id = :tenant", {{"tenant", who.tenant_id}}
    ));
}

std::optional<IdentityProvider> identity_provider(Reader& reader, System, std::string_view id) {
    return provider_of(reader.row(std::string(columns) + "WHERE p.id = :id", {{"id", id}}));
}

std::optional<IdentityProvider> house_identity_provider(Reader& reader, System) {
    return provider_of(reader.row(
        std::string(columns) +
        "WHERE p.tenant_id = (SELECT id FROM tenants ORDER BY created_at, id LIMIT 1)"
    ));
}

IdentityProvider put_identity_provider(
    Writer& writer,
    Vault& vault,
    const Principal& who,
    IdentityProvider provider,
    const std::optional<Secret>& secret
) {
    writer.lock("identity_providers");
    const auto before = identity_provider(writer, who);
    if ((before ? before->version : 0) != provider.version)
        throw Error(
            Failure::conflict,
            "sign_in_changed",
            "Somebody has changed the sign-in meanwhile. Look at it and try again."
        );
    provider.id = before ? before->id : new_id();
    provider.tenant_id = who.tenant_id;
    ++provider.version;
    writer.run(
        "INSERT INTO identity_providers (tenant_id, id, version, name, issuer, client_id, domains, "
        "newcomers, enabled, sign_out, updated_at) VALUES (:tenant, :id, :version, :name, :issuer, "
        ":client, "
        ":domains, :newcomers, :enabled, :sign_out, :at) ON CONFLICT (tenant_id) DO UPDATE SET "
        "version = excluded.version, name = excluded.name, issuer = excluded.issuer, "
        "client_id = excluded.client_id, domains = excluded.domains, "
        "newcomers = excluded.newcomers, enabled = excluded.enabled, "
        "sign_out = excluded.sign_out, "
        "updated_at = excluded.updated_at",
        {{"tenant", who.tenant_id},
         {"id", provider.id},
         {"version", provider.version},
         {"name", provider.name},
         {"issuer", provider.issuer},
         {"client", provider.client_id},
         {"domains", json::to_text(provider.domains)},
         {"newcomers", provider.newcomers},
         {"enabled", provider.enabled},
         {"sign_out", provider.sign_out},
         {"at", system_now()}}
    );
    if (secret) put_secret(writer, vault, who, *secret);
    return provider;
}

void remove_identity_provider(Writer& writer, const Principal& who) {
    const std::int64_t gone = writer.run(
        "DELETE FROM identity_providers WHERE tenant_id = :tenant", {{"tenant", who.tenant_id}}
    );
    if (gone == 0) throw_not_found("sign_in");
    writer.run(
        "DELETE FROM secrets WHERE tenant_id = :tenant AND name = :name",
        {{"tenant", who.tenant_id}, {"name", secret_name}}
    );
}

std::optional<Secret>
client_secret(Reader& reader, Vault& vault, System, const IdentityProvider& provider) {
    const std::optional<Row> row = reader.row(
        "SELECT sealed FROM secrets WHERE tenant_id = :tenant AND name = :name",
        {{"tenant", provider.tenant_id}, {"name", secret_name}}
    );
    if (!row) return std::nullopt;
    Principal tenant;
    tenant.tenant_id = provider.tenant_id;
    return vault.open(reader, tenant, secret_name, secret_field, row->text("sealed"));
}

}  // namespace parlance::store
