#pragma once

#include "auth/audience.hpp"
#include "auth/scopes.hpp"
#include "base/clock.hpp"
#include "base/principal.hpp"
#include "store/signing_keys.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Access tokens: JSON Web Tokens (RFC 7519) signed with ES256 by cjose, verified as RFC 8725
/// advises.
namespace parlance::auth {

inline constexpr std::chrono::minutes access_token_life{15};
/// By how much the clocks of two nodes may differ.
inline constexpr std::chrono::seconds clock_skew{30};
/// A longer text is no token of ours and is not looked at.
inline constexpr std::size_t token_bytes_max = 4096;

/// What a token says.
struct Claims {
    std::string subject;  ///< `sub`: the username
    std::string user_id;
    std::string tenant_id;
    std::string role;
    std::string session_id;  ///< `sid`
    std::string token_id;    ///< `jti`
    std::int64_t issued_at_s = 0;
    std::int64_t not_before_s = 0;
    std::int64_t expires_at_s = 0;
    Permissions scopes;          ///< what the token is good for at the most
    Audiences audiences;         ///< `aud`: at which doors
    std::string client_id = {};  ///< the OAuth client that it was made for; empty: a person's own

    bool operator==(const Claims&) const = default;
};

/// Who makes the tokens and whom they are for.
struct Issuer {
    std::string issuer = "parlance";
    std::string audience = "parlance";          ///< of the API
    std::string mcp_audience = "parlance/mcp";  ///< of the MCP endpoint: its canonical URL
};

/// The keys that sign and verify. Immutable, so that every thread may use it at once.
class KeySet {
public:
    /// The first key signs; all verify.
    KeySet(const std::vector<store::SigningKey>& keys, Issuer issuer);
    KeySet(const KeySet&) = delete;
    KeySet& operator=(const KeySet&) = delete;
    ~KeySet();

    [[nodiscard]] std::string sign(const Claims& claims) const;
    /// What a genuine, unexpired token of ours says; nothing for anything else.
    [[nodiscard]] std::optional<Claims> verify(std::string_view token, Instant now) const;
    /// RFC 7517 §5, public halves only.
    [[nodiscard]] const std::string& jwks() const noexcept { return jwks_; }

private:
    struct Key;
    [[nodiscard]] const Key* key(std::string_view id) const;
    [[nodiscard]] std::string payload_of(const Claims& claims) const;
    [[nodiscard]] Audiences audiences_of(const boost::json::object& fields) const;
    [[nodiscard]] std::optional<Claims> read_payload(const std::string& payload) const;

    Issuer issuer_;
    std::vector<std::unique_ptr<Key>> keys_;
    std::string jwks_;
};

/// A fresh P-256 key with an id of its own.
[[nodiscard]] store::SigningKey make_signing_key();

}  // namespace parlance::auth
