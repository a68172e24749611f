#pragma once

#include "base/config.hpp"
#include "serve/call.hpp"

#include <string>
#include <string_view>

/// Where clients of OAuth find this server, and how it asks them for a token.
namespace parlance::serve::oauth {

/// The path of the MCP endpoint, and of its metadata (RFC 9728 §3.1).
inline constexpr std::string_view mcp_path = "/mcp";
inline constexpr std::string_view resource_metadata_path =
    "/.well-known/oauth-protected-resource/mcp";

/// `https://parlance.example.org`, never with a slash at its end: public-url, or, on a server that
/// only this machine reaches, what the client calls it. Empty elsewhere: without public-url a
/// server that others reach does not know its own name, and signs nobody in by OAuth.
[[nodiscard]] std::string own_url(const Config& config, const Call& call);

/// A `WWW-Authenticate` value (RFC 6750 §3, RFC 9728 §5.1) that tells a client of the MCP endpoint
/// where to get a token, and with which scope. `error` is empty when it sent none, else
/// `invalid_token` or `insufficient_scope`.
[[nodiscard]] std::string bearer_challenge(
    const Config& config,
    const Call& call,
    std::string_view error = {},
    std::string_view scope = "parlance:read"
);

}  // namespace parlance::serve::oauth
