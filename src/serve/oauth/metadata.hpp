#pragma once

#include <string>

namespace parlance::serve::oauth {

/// What clients find out about the authorization server (RFC 8414) at this address.
[[nodiscard]] std::string server_metadata(const std::string& own_url);

/// What they find out about the MCP endpoint (RFC 9728).
[[nodiscard]] std::string resource_metadata(const std::string& own_url);

}  // namespace parlance::serve::oauth
