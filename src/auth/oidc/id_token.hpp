#pragma once

#include "auth/oidc/key_ring.hpp"
#include "base/clock.hpp"
#include "base/crypto.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::auth::oidc {

/// What an ID token must say (OpenID Connect Core §3.1.3.7).
struct Expected {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    Instant now;
};

/// Somebody for whom a provider vouches.
struct Vouched {
    std::string issuer;
    std::string subject;
    std::optional<std::string> email;
    bool email_verified = false;
    Secret id_token;          ///< that says so
    std::string wished_name;  ///< how they would be called; may be empty
};

/// Reads a token that one of the keys has signed. Throws `Error` (unauthenticated, `oidc_refused`)
/// unless it was made by this issuer, for this client and this sign-in, and is current.
[[nodiscard]] Vouched
read_id_token(std::string_view token, const KeyRing& keys, const Expected& expected);

/// Takes over what the provider says of the person elsewhere (§5.3.2): address and name, as far as
/// the token lacks them. Throws the same when it speaks of somebody else.
void add_userinfo(Vouched& vouched, const boost::json::object& fields);

}  // namespace parlance::auth::oidc
