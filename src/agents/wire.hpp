#pragma once

#include "agents/chat.hpp"
#include "agents/trouble.hpp"
#include "base/clock.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::agents {

/// A chat as one HTTP POST; or, with `get`, a document to be read.
struct WireRequest {
    std::string url;
    std::vector<Header> headers;
    std::string body;
    bool get = false;
};

/// What came back, with the headers that matter.
struct WireReply {
    int status = 0;
    std::string content_type;
    std::string retry_after;     ///< `Retry-After`
    std::string retry_after_ms;  ///< `Retry-After-Ms`, which some providers send besides
    std::string body;
    Instant received;
};

/// Writes the request in the endpoint's protocol. Throws `Error` (invalid, `llm_endpoint_invalid`)
/// when the address or a header cannot be used.
[[nodiscard]] WireRequest write_request(const Endpoint& endpoint, const ChatRequest& request);

/// Reads the reply: one JSON document, or server-sent events, whichever the server chose.
[[nodiscard]] std::expected<ChatReply, Trouble>
read_reply(Protocol protocol, const ChatRequest& request, const WireReply& reply);

}  // namespace parlance::agents
