#pragma once

#include "base/crypto.hpp"
#include "net/address.hpp"
#include "net/http.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::auth::oidc {

/// What a provider says of itself (OpenID Connect Discovery §3).
struct Document {
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string jwks_uri;
    std::string userinfo_endpoint;     ///< may be empty
    std::string end_session_endpoint;  ///< where people sign out; may be empty
    bool names_itself = false;         ///< sends `iss` along with its codes (RFC 9207)
    bool wants_basic = true;           ///< the client's secret stands in a header; else in the form
};

/// Where the document of an issuer lies.
[[nodiscard]] std::string document_url(std::string_view issuer);

/// Throws `Error` (upstream, `oidc_unavailable`) for a document of another issuer, without the
/// parts that a sign-in needs, or with addresses that may not be met.
[[nodiscard]] Document
read_document(std::string_view text, const std::string& issuer, net::Inside inside);

/// The client, and the sign-in that it begins.
struct Begin {
    std::string client_id;
    std::string redirect_uri;
    std::string state;
    std::string nonce;
    std::string challenge;  ///< PKCE (RFC 7636), S256
};
/// Where the person's browser goes.
[[nodiscard]] std::string authorization_url(const Document& document, const Begin& begin);

/// Who signs out, and where they are to come back to.
struct End {
    std::string client_id;
    std::string back_to;  ///< empty: the provider says where
    Secret id_token;
};
/// Where the person's browser goes to sign out (RP-Initiated Logout 1.0 §2).
[[nodiscard]] std::string end_session_url(const Document& document, const End& end);

/// What trades the code for tokens (RFC 6749 §4.1.3).
struct Trade {
    std::string client_id;
    std::optional<Secret> client_secret;
    std::string redirect_uri;
    std::string code;
    std::string verifier;
};
[[nodiscard]] net::Request token_request(const Document& document, const Trade& trade);

}  // namespace parlance::auth::oidc
