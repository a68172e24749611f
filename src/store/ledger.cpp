#include "store/ledger.hpp"

#include <charconv>

namespace parlance::store {

namespace {

/// How soon a key that another process added is used.
constexpr std::chrono::seconds follow_after{60};
constexpr std::size_t tenants_kept_max = 10'000;

constexpr std::string_view name_prefix = "ledger/";
constexpr std::string_view chain_name = "ledger/chain";

std::string name_of(std::int64_t version) {
    return fmt::format("{}{}", name_prefix, version);
}

std::int64_t version_of(std::string_view name) {
    name.remove_prefix(name_prefix.size());
    std::int64_t version = 0;
    std::from_chars(name.data(), name.data() + name.size(), version);
    return version;
}

Principal of_tenant(std::string_view tenant_id) {
    Principal who;
    who.tenant_id = tenant_id;
    return who;
}

}  // namespace

std::string Ledger::seal(
    Writer& writer,
    std::string_view tenant_id,
    std::string_view record,
    std::string_view field,
    std::string_view text
) {
    const Shared keys = keys_to_write(writer, tenant_id);
    const auto& [version, key] = *keys->records.rbegin();
    return seal_packed(key, version, {tenant_id, record, field}, text);
}

Secret Ledger::open(
    Reader& reader,
    std::string_view tenant_id,
    std::string_view record,
    std::string_view field,
    std::string_view sealed
) {
    const std::int64_t version = envelope_version(sealed);
    const Shared keys = keys_to_read(reader, tenant_id);
    if (keys && keys->records.contains(version))
        return open_envelope(keys->records.at(version), {tenant_id, record, field}, sealed);
    // A key that another process has added since.
    const Shared fresh = load(reader, tenant_id);
    if (!fresh || !fresh->records.contains(version)) {
        throw Error(
            Failure::internal, "vault_refused", "The key of a sealed record no longer exists."
        );
    }
    keep(reading_, tenant_id, fresh);
    return open_envelope(fresh->records.at(version), {tenant_id, record, field}, sealed);
}

Ledger::Shared Ledger::keys_to_write(Writer& writer, std::string_view tenant_id) {
    if (Shared known = cached(writing_, tenant_id)) return known;
    Shared loaded = database_.read([&](Reader& committed) { return load(committed, tenant_id); });
    if (loaded) {
        keep(writing_, tenant_id, loaded);
        return loaded;
    }
    // Not committed yet, or not made yet: then they live no longer than this transaction.
    writer.lock("ledger");
    loaded = load(writer, tenant_id);
    return loaded ? loaded : make(writer, tenant_id);
}

Ledger::Shared Ledger::keys_to_read(Reader& reader, std::string_view tenant_id) {
    if (Shared known = cached(reading_, tenant_id)) return known;
    Shared loaded = load(reader, tenant_id);
    if (loaded) keep(reading_, tenant_id, loaded);
    return loaded;
}

Ledger::Shared Ledger::load(Reader& reader, std::string_view tenant_id) {
    const std::vector<Row> rows = reader.rows(
        "SELECT name, sealed FROM secrets WHERE tenant_id = :tenant AND name LIKE 'ledger/%'",
        {{"tenant", tenant_id}}
    );
    if (rows.empty()) return nullptr;
    auto keys = std::make_shared<Keys>();
    keys->loaded_at = std::chrono::steady_clock::now();
    for (const Row& row : rows) {
        const std::string name = row.text("name");
        const std::string sealed = row.text("sealed");
        Secret key = tenant_id.empty()
                         ? vault_.open(reader, System{}, name, "secret", sealed)
                         : vault_.open(reader, of_tenant(tenant_id), name, "secret", sealed);
        if (name == chain_name) {
            keys->chain = std::move(key);
        } else {
            keys->records.emplace(version_of(name), std::move(key));
        }
    }
    if (keys->chain.empty() || keys->records.empty())
        throw Error(Failure::internal, "vault_refused", "A key of the audit no longer exists.");
    return keys;
}

Ledger::Shared Ledger::make(Writer& writer, std::string_view tenant_id) {
    auto keys = std::make_shared<Keys>();
    keys->chain = Secret(random_bytes(sealing_key_bytes));
    keys->records.emplace(1, Secret(random_bytes(sealing_key_bytes)));
    add_key(writer, tenant_id, std::string(chain_name), keys->chain);
    add_key(writer, tenant_id, name_of(1), keys->records.at(1));
    return keys;
}

void Ledger::add_key(
    Writer& writer,
    std::string_view tenant_id,
    const std::string& name,
    const Secret& key
) {
    const std::string sealed =
        tenant_id.empty() ? vault_.seal(writer, System{}, name, "secret", key.reveal())
                          : vault_.seal(writer, of_tenant(tenant_id), name, "secret", key.reveal());
    writer.run(
        "INSERT INTO secrets (tenant_id, name, sealed, created_at) "
        "VALUES (:tenant, :name, :sealed, :at)",
        {{"tenant", tenant_id}, {"name", name}, {"sealed", sealed}, {"at", system_now()}}
    );
}

void Ledger::rotate(System, const std::string& tenant_id) {
    database_.write([&](Writer& writer) {
        writer.lock("ledger");
        const Shared keys = load(writer, tenant_id);
        if (!keys) return;
        const std::int64_t next = keys->records.rbegin()->first + 1;
        add_key(writer, tenant_id, name_of(next), Secret(random_bytes(sealing_key_bytes)));
    });
    const std::scoped_lock lock(mutex_);
    writing_.erase(tenant_id);
    reading_.erase(tenant_id);
}

void Ledger::forget(const std::string& tenant_id) {
    const std::scoped_lock lock(mutex_);
    writing_.erase(tenant_id);
    reading_.erase(tenant_id);
    heads_.erase(tenant_id);
}

Ledger::Shared Ledger::cached(const ByTenant& keys, std::string_view tenant_id) {
    const std::scoped_lock lock(mutex_);
    const auto found = keys.find(std::string(tenant_id));
    if (found == keys.end()) return nullptr;
    const auto age = std::chrono::steady_clock::now() - found->second->loaded_at;
    return age < follow_after ? found->second : nullptr;
}

void Ledger::keep(ByTenant& keys, std::string_view tenant_id, const Shared& loaded) {
    const std::scoped_lock lock(mutex_);
    if (keys.size() >= tenants_kept_max) keys.clear();
    keys.insert_or_assign(std::string(tenant_id), loaded);
}

std::optional<ChainHead> Ledger::remembered_head(std::string_view tenant_id) {
    const std::scoped_lock lock(mutex_);
    const auto found = heads_.find(std::string(tenant_id));
    if (found == heads_.end()) return std::nullopt;
    return found->second;
}

void Ledger::remember_head(std::string_view tenant_id, std::optional<ChainHead> head) {
    const std::scoped_lock lock(mutex_);
    if (!head) {
        heads_.erase(std::string(tenant_id));
        return;
    }
    if (heads_.size() >= tenants_kept_max) heads_.clear();
    heads_.insert_or_assign(std::string(tenant_id), std::move(*head));
}

}  // namespace parlance::store
