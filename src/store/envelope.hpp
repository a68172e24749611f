#pragma once

#include "base/crypto.hpp"
#include "store/master_key.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// How a sealed secret looks: `v1:KEY_VERSION:BASE64URL`, AES-256-GCM over the padded text, bound
/// to its place; `v2:…` likewise, over the text made shorter (packed.hpp). Everything here throws
/// `Error` (internal, `vault_refused`) for what does not open.
namespace parlance::store {

/// Where a secret stands. A secret that was moved to another place does not open there.
struct SealedPlace {
    std::string_view tenant_id;  ///< empty for the installation
    std::string_view record;
    std::string_view field;
};

[[nodiscard]] std::string seal_envelope(
    const Secret& key,
    std::int64_t version,
    const SealedPlace& place,
    std::string_view plaintext
);
/// For texts that people and engines wrote, which are long and repeat themselves. Not for
/// passwords and keys: how well one packs tells something of it.
[[nodiscard]] std::string seal_packed(
    const Secret& key,
    std::int64_t version,
    const SealedPlace& place,
    std::string_view plaintext
);
[[nodiscard]] Secret
open_envelope(const Secret& key, const SealedPlace& place, std::string_view sealed);
/// Which version of the data key sealed it.
[[nodiscard]] std::int64_t envelope_version(std::string_view sealed);

/// A data key, wrapped by the master key.
[[nodiscard]] std::string wrap_key(
    const MasterKey& master,
    std::string_view tenant_id,
    std::int64_t version,
    const Secret& key
);
[[nodiscard]] Secret unwrap_key(
    const MasterKey& master,
    std::string_view tenant_id,
    std::int64_t version,
    std::string_view wrapped
);

}  // namespace parlance::store
