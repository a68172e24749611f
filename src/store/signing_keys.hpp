#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/vault.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::store {

/// A key that signs access tokens. The private half lies sealed in the vault.
struct SigningKey {
    std::string id;  ///< the token's `kid`
    std::string public_jwk;
    Secret private_jwk;
    Instant created_at;
    std::optional<Instant> retired_at;  ///< signs no more; verifies until its tokens have expired
};

void add_signing_key(Writer& writer, Vault& vault, System, const SigningKey& key);
/// Newest first; retired ones only when they retired after `since`.
[[nodiscard]] std::vector<SigningKey>
signing_keys(Reader& reader, Vault& vault, System, Instant since);
/// Lets every key but this one sign no more.
void retire_other_signing_keys(Writer& writer, System, std::string_view keep, Instant now);

/// A random secret of the installation, such as the key behind the refresh tokens; made when it is
/// asked for the first time.
[[nodiscard]] Secret
installation_secret(Writer& writer, Vault& vault, System, std::string_view name);

}  // namespace parlance::store
