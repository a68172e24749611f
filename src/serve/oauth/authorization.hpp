#pragma once

#include "auth/audience.hpp"
#include "auth/scopes.hpp"
#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"
#include "store/oauth.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve::oauth {

/// What a client asks a person for (RFC 6749 §4.1.1, RFC 7636, RFC 8707): sound in every part.
struct Authorization {
    store::OAuthClient client;
    std::string redirect_uri;
    std::optional<std::string> state;
    std::string challenge;
    auth::Permissions scopes;
    auth::Audiences audiences;
};

/// A fault that the client is told: the person is sent back to it with the error.
struct SentBack {
    std::string location;
};

/// Reads the query of an authorization request. Throws `Error` (`oauth_client_unknown`,
/// `oauth_redirect_unknown`) and `Refusal` while it is not known where the person may be sent, and
/// `SentBack` afterwards.
Task<Authorization> read_authorization(Services& with, const Call& call, std::string query);

/// Where the person goes with a code, and where with a refusal such as `access_denied`; both name
/// this server (RFC 9207).
[[nodiscard]] std::string
location_with_code(const std::string& own_url, const Authorization& asked, std::string_view code);
[[nodiscard]] std::string location_with_error(
    const std::string& own_url,
    const Authorization& asked,
    std::string_view error,
    std::string_view description
);

/// The doors that a `resource` names; nothing when it is not ours. Without one it is MCP.
[[nodiscard]] std::optional<auth::Audiences>
audiences_of(const std::string& own_url, const std::optional<std::string>& resource);

/// `own_url` of the call. Throws `Error` (not_found, `oauth_needs_public_url`) when it is not
/// known.
[[nodiscard]] std::string known_url(const Services& with, const Call& call);

}  // namespace parlance::serve::oauth
