#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>

/// People as the providers of their tenants know them.
namespace parlance::store {

struct Identity {
    std::string tenant_id;
    std::string issuer;
    std::string subject;  ///< who it is there; never changes and is never given to another
    std::string user_id;
    std::optional<std::string> email;  ///< as the provider told it last
};

[[nodiscard]] std::optional<Identity> find_identity(
    Reader& reader,
    System,
    std::string_view tenant_id,
    std::string_view issuer,
    std::string_view subject
);
/// Those of the one who asks, in this tenant.
[[nodiscard]] std::optional<Identity> own_identity(Reader& reader, const Principal& who);
/// Keeps it, or notes that it was used. Whose it is stays.
void put_identity(Writer& writer, System, const Identity& identity);
/// Throws `Error` (not_found).
void remove_own_identity(Writer& writer, const Principal& who);

/// A sign-in that waits for the person to come back from the provider.
struct BegunSignIn {
    std::string state_hash;
    std::string browser_hash;  ///< of what the browser that began it holds
    std::string provider_id;
    std::string redirect_uri;
    std::string next;                            ///< where the person wanted to go
    std::optional<std::string> invitation_hash;  ///< brought along
    std::optional<std::string> user_id;  ///< who connects an account to the one that is signed in
    Instant expires_at;
};

void begin_sign_in(Writer& writer, System, const BegunSignIn& begun);
/// Takes it out, so that nobody comes back twice; nothing when there is none.
[[nodiscard]] std::optional<BegunSignIn>
take_begun_sign_in(Writer& writer, System, std::string_view state_hash, Instant now);
void forget_begun_sign_ins(Writer& writer, System, Instant now);

}  // namespace parlance::store
