#pragma once

#include "agents/chat.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace parlance::agents {

/// The base URL with the protocol's path behind its own. Throws `Error` (invalid,
/// `llm_endpoint_invalid`) unless it is https, or http to an endpoint inside, and names neither a
/// user nor a fragment.
[[nodiscard]] std::string url_of(const Endpoint& endpoint, std::string_view path);

/// Throws the same for a header that could break out of its line, or that HTTP itself needs.
void check_headers(const std::vector<Header>& headers);

}  // namespace parlance::agents
