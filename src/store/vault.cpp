#include "store/vault.hpp"

#include "store/tenant_deletion.hpp"

namespace parlance::store {

Vault::Vault(Database& database, MasterKeyPlace place)
    : database_(database), place_(std::move(place)) {
    const std::vector<Row> wrapped_by = database_.read([](Reader& reader) {
        return reader.rows("SELECT DISTINCT master_id FROM tenant_keys");
    });
    masters_ = load_master_keys(place_, wrapped_by.empty());
    for (const Row& row : wrapped_by)
        static_cast<void>(master_key(row.text("master_id")));
}

std::string Vault::seal(
    Writer& writer,
    const Principal& who,
    std::string_view record,
    std::string_view field,
    std::string_view plaintext
) {
    return seal_at(writer, {who.tenant_id, record, field}, plaintext);
}

std::string Vault::seal(
    Writer& writer,
    System,
    std::string_view record,
    std::string_view field,
    std::string_view plaintext
) {
    return seal_at(writer, {"", record, field}, plaintext);
}

Secret Vault::open(
    Reader& reader,
    const Principal& who,
    std::string_view record,
    std::string_view field,
    std::string_view sealed
) {
    return open_at(reader, {who.tenant_id, record, field}, sealed);
}

Secret Vault::open(
    Reader& reader,
    System,
    std::string_view record,
    std::string_view field,
    std::string_view sealed
) {
    return open_at(reader, {"", record, field}, sealed);
}

std::string Vault::seal_at(Writer& writer, const SealedPlace& place, std::string_view plaintext) {
    const DataKey current = current_data_key(writer, place.tenant_id);
    return seal_envelope(current.key, current.version, place, plaintext);
}

Secret Vault::open_at(Reader& reader, const SealedPlace& place, std::string_view sealed) {
    const Secret key = data_key(reader, place.tenant_id, envelope_version(sealed));
    return open_envelope(key, place, sealed);
}

// Data keys are not kept in memory: sealing and opening are rare, and another process may rotate
// them at any moment.
Vault::DataKey Vault::current_data_key(Writer& writer, std::string_view tenant_id) {
    writer.lock("vault");
    const std::int64_t version = writer.count(
        "SELECT coalesce(max(version), 0) AS value FROM tenant_keys WHERE tenant_id = :tenant",
        {{"tenant", tenant_id}}
    );
    if (version == 0) require_tenant(writer, System{}, tenant_id);
    if (version == 0) return make_data_key(writer, tenant_id, 1);
    return {version, data_key(writer, tenant_id, version)};
}

Vault::DataKey
Vault::make_data_key(Writer& writer, std::string_view tenant_id, std::int64_t version) {
    DataKey made{version, Secret(random_bytes(sealing_key_bytes))};
    const MasterKey master = current_master();
    writer.run(
        "INSERT INTO tenant_keys (tenant_id, version, master_id, wrapped_key, created_at) "
        "VALUES (:tenant, :version, :master, :wrapped, :at)",
        {{"tenant", tenant_id},
         {"version", version},
         {"master", master.id},
         {"wrapped", wrap_key(master, tenant_id, version, made.key)},
         {"at", system_now()}}
    );
    return made;
}

Secret Vault::data_key(Reader& reader, std::string_view tenant_id, std::int64_t version) {
    const std::optional<Row> row = reader.row(
        "SELECT master_id, wrapped_key FROM tenant_keys "
        "WHERE tenant_id = :tenant AND version = :version",
        {{"tenant", tenant_id}, {"version", version}}
    );
    if (!row) {
        throw Error(
            Failure::internal, "vault_refused", "The key of a sealed secret no longer exists."
        );
    }
    const MasterKey master = master_key(row->text("master_id"));
    return unwrap_key(master, tenant_id, version, row->text("wrapped_key"));
}

std::vector<std::string> Vault::tenants_with_keys(System) {
    return database_.read([](Reader& reader) {
        std::vector<std::string> tenants;
        for (const Row& row : reader.rows("SELECT DISTINCT tenant_id FROM tenant_keys"))
            tenants.push_back(row.text("tenant_id"));
        return tenants;
    });
}

void Vault::reload_masters() {
    masters_ = load_master_keys(place_, false);
}

std::size_t Vault::master_count() {
    const std::scoped_lock lock(mutex_);
    reload_masters();
    return masters_.size();
}

MasterKey Vault::current_master() {
    const std::scoped_lock lock(mutex_);
    if (keeps_key_file(place_)) reload_masters();
    return masters_.front();
}

MasterKey Vault::master_key(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    auto known = std::ranges::find(masters_, id, &MasterKey::id);
    if (known == masters_.end()) {
        reload_masters();
        known = std::ranges::find(masters_, id, &MasterKey::id);
    }
    if (known != masters_.end()) return *known;
    for (MasterKey& retired : retired_master_keys(place_))
        if (retired.id == id) return std::move(retired);
    throw Error(
        Failure::internal,
        "key_missing",
        "The store was sealed with another master key (" + id +
            "). Bring back the key that belongs to this store."
    );
}

}  // namespace parlance::store
