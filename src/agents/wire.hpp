#pragma once

#include "agents/chat.hpp"
#include "agents/trouble.hpp"
#include "net/http.hpp"

#include <expected>
#include <string_view>

namespace parlance::agents {

/// Writes the chat as one POST in the endpoint's protocol. Throws `Error` (invalid,
/// `llm_endpoint_invalid`) when the address or a header cannot be used.
[[nodiscard]] net::Request write_request(const Endpoint& endpoint, const ChatRequest& request);

/// Reads the reply: one JSON document, or server-sent events, whichever the server chose.
[[nodiscard]] std::expected<ChatReply, Trouble>
read_reply(Protocol protocol, const ChatRequest& request, const net::Reply& reply);

}  // namespace parlance::agents
