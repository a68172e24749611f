#include "store/llm_settings.hpp"

#include "store/paging.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view record = "llm_settings";
constexpr std::string_view document_field = "document";
constexpr std::string_view key_field = "key";

/// A digest, for the address of a provider inside may say more than a list of names should.
std::string name_of(const LlmKeyPlace& place) {
    const std::string text = place.provider + '\n' + place.base_url + '\n' + lower(place.header);
    return to_hex(bytes_of(sha256(text)));
}

std::int64_t next_version(Writer& writer, const Principal& who, std::int64_t based_on) {
    writer.lock(record);
    if (llm_settings_version(writer, who) == based_on) return based_on + 1;
    throw Error(
        Failure::conflict,
        "llm_settings_changed",
        "The model settings have changed meanwhile. Look at the new version and try again."
    );
}

void write_settings(
    Writer& writer,
    const Principal& who,
    std::int64_t version,
    const std::optional<std::string>& sealed
) {
    writer.run(
        "INSERT INTO llm_settings (tenant_id, version, updated_by, updated_at, sealed) "
        "VALUES (:tenant, :version, :by, :at, :sealed) ON CONFLICT (tenant_id) DO UPDATE SET "
        "version = excluded.version, updated_by = excluded.updated_by, "
        "updated_at = excluded.updated_at, sealed = excluded.sealed",
        {{"tenant", who.tenant_id},
         {"version", version},
         {"by", who.username},
         {"at", system_now()},
         {"sealed", sealed}}
    );
}

void write_key(Writer& writer, Vault& vault, const Principal& who, const LlmKey& key) {
    const std::string name = name_of(key.place);
    writer.run(
        "INSERT INTO llm_keys (tenant_id, name, sealed, created_at) "
        "VALUES (:tenant, :name, :sealed, :at) "
        "ON CONFLICT (tenant_id, name) DO UPDATE SET sealed = excluded.sealed",
        {{"tenant", who.tenant_id},
         {"name", name},
         {"sealed", vault.seal(writer, who, name, key_field, key.value.reveal())},
         {"at", system_now()}}
    );
}

void forget_keys(Writer& writer, const Principal& who) {
    writer.run("DELETE FROM llm_keys WHERE tenant_id = :tenant", {{"tenant", who.tenant_id}});
}

}  // namespace

StoredLlmSettings llm_settings(Reader& reader, Ledger& ledger, const Principal& who) {
    const std::optional<Row> row = reader.row(
        "SELECT version, updated_by, updated_at, sealed FROM llm_settings "
        "WHERE tenant_id = :tenant",
        {{"tenant", who.tenant_id}}
    );
    if (!row) return {};
    StoredLlmSettings settings{
        .version = row->integer("version"),
        .updated_by = row->text("updated_by"),
        .updated_at = row->instant("updated_at"),
    };
    if (const auto sealed = row->text_if("sealed")) {
        settings.document =
            ledger.open(reader, who.tenant_id, record, document_field, *sealed).reveal();
    }
    return settings;
}

std::int64_t llm_settings_version(Reader& reader, const Principal& who) {
    return reader.count(
        "SELECT coalesce(max(version), 0) AS value FROM llm_settings WHERE tenant_id = :tenant",
        {{"tenant", who.tenant_id}}
    );
}

std::optional<Secret>
llm_key(Reader& reader, Vault& vault, const Principal& who, const LlmKeyPlace& place) {
    const std::string name = name_of(place);
    const std::optional<Row> row = reader.row(
        "SELECT sealed FROM llm_keys WHERE tenant_id = :tenant AND name = :name",
        {{"tenant", who.tenant_id}, {"name", name}}
    );
    if (!row) return std::nullopt;
    return vault.open(reader, who, name, key_field, row->text("sealed"));
}

std::int64_t put_llm_settings(
    Writer& writer,
    Ledger& ledger,
    Vault& vault,
    const Principal& who,
    const NewLlmSettings& settings
) {
    const std::int64_t version = next_version(writer, who, settings.based_on);
    forget_keys(writer, who);
    for (const LlmKey& key : settings.keys)
        write_key(writer, vault, who, key);
    const std::string sealed =
        ledger.seal(writer, who.tenant_id, record, document_field, settings.document);
    write_settings(writer, who, version, sealed);
    return version;
}

std::int64_t remove_llm_settings(Writer& writer, const Principal& who, std::int64_t based_on) {
    const std::int64_t version = next_version(writer, who, based_on);
    forget_keys(writer, who);
    write_settings(writer, who, version, std::nullopt);
    return version;
}

}  // namespace parlance::store
