#pragma once

#include <boost/json/object.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::auth::oidc {

/// The public keys of a provider (RFC 7517), as far as ID tokens may be signed with them: RSA of
/// 2048 bits and more for RS256, P-256 for ES256. Others are left out.
class KeyRing {
public:
    /// Throws `Error` (malformed_json, and upstream `oidc_unavailable`) for what is no key set.
    explicit KeyRing(std::string_view jwks);
    KeyRing(KeyRing&&) noexcept;
    KeyRing& operator=(KeyRing&&) noexcept;
    ~KeyRing();

    /// Whether the key that the token names is here. Says nothing about the token.
    [[nodiscard]] bool has_key_of(std::string_view token) const;

    /// The payload of a token (RFC 7515, compact) that one of the keys has signed; nothing for any
    /// other text. Its algorithm must be that of the key: `none` and HMAC are none.
    [[nodiscard]] std::optional<boost::json::object> verified(std::string_view token) const;

private:
    struct Key;
    [[nodiscard]] const Key* key_of(std::string_view token) const;

    std::vector<std::unique_ptr<Key>> keys_;
};

}  // namespace parlance::auth::oidc
