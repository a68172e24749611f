#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"
#include "store/vault.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// Where the people of a tenant sign in (OpenID Connect).
struct IdentityProvider {
    std::string id;
    std::string tenant_id;
    std::int64_t version = 0;
    std::string name;                      ///< what the button says
    std::string issuer;                    ///< exactly as the provider calls itself
    std::string client_id;                 ///< as which Parlance is known there
    std::vector<std::string> domains;      ///< of the addresses of newcomers, in small letters
    std::optional<std::string> newcomers;  ///< their role; nothing: by invitation only
    bool enabled = true;
    bool sign_out = false;  ///< who signs out here is sent there to sign out as well
};

/// The one of the tenant of `who`.
[[nodiscard]] std::optional<IdentityProvider>
identity_provider(Reader& reader, const Principal& who);
/// Any one, before it is known who asks.
[[nodiscard]] std::optional<IdentityProvider>
identity_provider(Reader& reader, System, std::string_view id);
/// The one of the tenant that was founded first: that of the house.
[[nodiscard]] std::optional<IdentityProvider> house_identity_provider(Reader& reader, System);

/// Keeps it in place of the one before. Throws `Error` (conflict, `sign_in_changed`) when that is
/// not of version `provider.version`; the kept one has the next. The secret of the client stays
/// when none is given; an empty one is taken away.
IdentityProvider put_identity_provider(
    Writer& writer,
    Vault& vault,
    const Principal& who,
    IdentityProvider provider,
    const std::optional<Secret>& secret
);
/// Throws `Error` (not_found).
void remove_identity_provider(Writer& writer, const Principal& who);

/// What Parlance shows to prove that it is the client; nothing for a public one.
[[nodiscard]] std::optional<Secret>
client_secret(Reader& reader, Vault& vault, System, const IdentityProvider& provider);

}  // namespace parlance::store
