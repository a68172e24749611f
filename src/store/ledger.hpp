#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::store {

/// The end of a chain of audit records: what the next one follows.
struct ChainHead {
    std::string node;           ///< names the segment; one for each node of the installation
    std::int64_t sequence = 0;  ///< of the last record; 0: there is none yet
    std::string hash;           ///< of the last record
};

/// The keys of what is written down about people: history, audit and remembered results.
///
/// Each tenant has record keys, under which texts are sealed as the vault seals its secrets
/// (AES-256-GCM, bound to tenant, record and field), and a chain key, which authenticates the
/// audit. These keys are themselves secrets of the tenant, sealed under its data key: a rotation of
/// the data key seals them again, and `rotate` adds a fresh record key for what follows. Older
/// record keys stay, so that what was written stays readable and the audit never has to be
/// rewritten.
///
/// Unlike those of the vault, these keys are kept in memory: every query needs them. Safe to use
/// from any thread.
class Ledger {
public:
    struct Keys {
        Secret chain;
        std::map<std::int64_t, Secret> records;  ///< by version; the last one seals
        std::chrono::steady_clock::time_point loaded_at;
    };

    /// `node` names this process in the audit.
    Ledger(Database& database, Vault& vault, std::string node)
        : database_(database), vault_(vault), node_(std::move(node)) {}

    [[nodiscard]] const std::string& node() const noexcept { return node_; }

    /// Seals for one place of the tenant (empty: the installation). Makes its keys when it has
    /// none.
    [[nodiscard]] std::string seal(
        Writer& writer,
        std::string_view tenant_id,
        std::string_view record,
        std::string_view field,
        std::string_view text
    );
    /// Opens what was sealed for exactly this place. Throws `Error` (internal, `vault_refused`).
    [[nodiscard]] Secret open(
        Reader& reader,
        std::string_view tenant_id,
        std::string_view record,
        std::string_view field,
        std::string_view sealed
    );

    /// The keys with which the tenant's records are written; made when there are none.
    [[nodiscard]] std::shared_ptr<const Keys>
    keys_to_write(Writer& writer, std::string_view tenant_id);
    /// The keys with which they are read; null when the tenant has none.
    [[nodiscard]] std::shared_ptr<const Keys>
    keys_to_read(Reader& reader, std::string_view tenant_id);

    /// Adds a fresh record key. Running processes use it within a minute.
    void rotate(System, const std::string& tenant_id);

    /// To be called when the tenant is gone: nothing of its keys stays in memory.
    void forget(const std::string& tenant_id);

    /// The end of the tenant's chain as this process left it. A guess: a write that was undone
    /// leaves it too far ahead.
    [[nodiscard]] std::optional<ChainHead> remembered_head(std::string_view tenant_id);
    void remember_head(std::string_view tenant_id, std::optional<ChainHead> head);

private:
    using Shared = std::shared_ptr<const Keys>;
    using ByTenant = std::unordered_map<std::string, Shared>;

    Shared load(Reader& reader, std::string_view tenant_id);
    Shared make(Writer& writer, std::string_view tenant_id);
    void
    add_key(Writer& writer, std::string_view tenant_id, const std::string& name, const Secret& key);
    Shared cached(const ByTenant& keys, std::string_view tenant_id);
    void keep(ByTenant& keys, std::string_view tenant_id, const Shared& loaded);

    Database& database_;
    Vault& vault_;
    const std::string node_;
    std::mutex mutex_;
    ByTenant writing_;  ///< only what has been committed: a key that was undone would lose records
    ByTenant reading_;
    std::unordered_map<std::string, ChainHead> heads_;
};

}  // namespace parlance::store
