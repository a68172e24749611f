#pragma once

#include "auth/audience.hpp"
#include "auth/scopes.hpp"
#include "auth/tokens.hpp"
#include "base/crypto.hpp"
#include "store/oauth.hpp"

#include <chrono>
#include <string>

/// What people grant to programs that sign in for them (OAuth 2.1).
namespace parlance::auth {

/// How long a client may take to trade its code.
inline constexpr std::chrono::seconds code_life{60};

/// What a person lets a client do.
struct Grant {
    std::string client_id;
    std::string client_name;
    std::string redirect_uri;
    std::string challenge;  ///< PKCE (RFC 7636), S256
    Permissions scopes;
    Audiences audiences;
};

/// What a client brings to get its tokens.
struct Redeeming {
    Secret code;
    std::string client_id;
    std::string redirect_uri;
    Secret verifier;
    Audiences audiences;  ///< those it asks for now; empty: those that were granted
};

struct ClientTokens {
    std::string access_token;
    std::chrono::seconds expires_in = access_token_life;
    Secret refresh_token;
    Permissions scopes;
};

/// The challenge that belongs to a verifier (RFC 7636 §4.2).
[[nodiscard]] std::string challenge_of(const Secret& verifier);

/// Whether the text has the form of an S256 challenge, and of a verifier (§4.1).
[[nodiscard]] bool is_challenge(std::string_view text);
[[nodiscard]] bool is_verifier(std::string_view text);

}  // namespace parlance::auth
