#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/database.hpp"
#include "store/envelope.hpp"
#include "store/master_key.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// What a rotation has done.
struct Rotation {
    std::int64_t keys = 0;     ///< data keys wrapped again, or made
    std::int64_t secrets = 0;  ///< secrets sealed again
};

/// Envelope encryption of what Parlance keeps for others. Each tenant has a data key of its own,
/// wrapped by the master key; each secret is sealed with AES-256-GCM and bound to its place
/// (format, tenant, record, field, key version), so that it opens nowhere else. It does not notice
/// when a row is put back to an older secret of the same place and key version.
///
/// Secrets are padded to 64 bytes, so that their length says little. Safe to use from any thread.
class Vault {
public:
    /// Loads the master keys, or makes the first one when nothing is sealed yet. Throws `Error`
    /// when a key is weak, exposed, or not the one that this store was sealed with.
    Vault(Database& database, MasterKeyPlace place);

    /// Seals for the tenant of `who`. Makes its data key when it has none.
    [[nodiscard]] std::string seal(
        Writer& writer,
        const Principal& who,
        std::string_view record,
        std::string_view field,
        std::string_view plaintext
    );
    /// Seals for the installation itself.
    [[nodiscard]] std::string seal(
        Writer& writer,
        System,
        std::string_view record,
        std::string_view field,
        std::string_view plaintext
    );
    /// Opens what was sealed for exactly this place. Throws `Error` (internal, `vault_refused`).
    [[nodiscard]] Secret open(
        Reader& reader,
        const Principal& who,
        std::string_view record,
        std::string_view field,
        std::string_view sealed
    );
    [[nodiscard]] Secret open(
        Reader& reader,
        System,
        std::string_view record,
        std::string_view field,
        std::string_view sealed
    );

    /// Called after each committed step of a rotation with how much is done.
    using Progress = std::function<void(const Rotation&)>;

    /// Makes a new master key, wraps every data key with it and retires the old one. When it was
    /// stopped half-way, it goes on where it stood.
    Rotation rotate_master(System, const Progress& progress = {});
    /// Makes a new data key for the tenant (empty: for the installation), seals all of its secrets
    /// again and deletes the old key. When it was stopped half-way, it goes on where it stood.
    Rotation rotate_data_key(System, const std::string& tenant_id, const Progress& progress = {});
    /// Every tenant that has a data key; the installation is the empty one.
    [[nodiscard]] std::vector<std::string> tenants_with_keys(System);

private:
    struct DataKey {
        std::int64_t version;
        Secret key;
    };

    std::string seal_at(Writer& writer, const SealedPlace& place, std::string_view plaintext);
    Secret open_at(Reader& reader, const SealedPlace& place, std::string_view sealed);
    DataKey current_data_key(Writer& writer, std::string_view tenant_id);
    DataKey make_data_key(Writer& writer, std::string_view tenant_id, std::int64_t version);
    Secret data_key(Reader& reader, std::string_view tenant_id, std::int64_t version);

    /// The master key of this name; looks at its place again when it is not known.
    MasterKey master_key(const std::string& id);
    /// The key that wraps from now on, as it stands in its place.
    MasterKey current_master();
    void reload_masters();
    [[nodiscard]] std::size_t master_count();

    /// One step of a rotation, in one transaction; false when nothing was left to do.
    bool rewrap_some(Writer& writer, Rotation& done);
    bool reseal_some(Writer& writer, const std::string& tenant_id, Rotation& done);
    /// Whether an older data key is still there.
    bool has_older_keys(const std::string& tenant_id);

    Database& database_;
    const MasterKeyPlace place_;
    std::mutex mutex_;
    std::vector<MasterKey> masters_;
};

}  // namespace parlance::store
