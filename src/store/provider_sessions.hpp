#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/ledger.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// Where a session began, when that was at a provider (OpenID Connect).
struct ProviderSession {
    std::string provider_id;
    Secret id_token;  ///< what the provider vouched with; a sign-out there shows it
};

void put_provider_session(
    Writer& writer,
    Ledger& ledger,
    System,
    std::string_view tenant_id,
    std::string_view session_id,
    const ProviderSession& session
);
/// Takes out that of the session of `who`; nothing for a session that began with a password.
[[nodiscard]] std::optional<ProviderSession>
take_provider_session(Writer& writer, Ledger& ledger, const Principal& who);

}  // namespace parlance::store
