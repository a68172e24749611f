#pragma once

#include "serve/mcp/message.hpp"

#include <functional>
#include <optional>
#include <string_view>

/// What the headers of a request must say, so that what stands between knows it without the body.
namespace parlance::serve::mcp {

using HeaderOf = std::function<std::string_view(std::string_view name)>;

/// Throws `RpcError` (400, header mismatch) when a header is missing or differs from the body.
void check_headers(const Message& message, const HeaderOf& header);

/// The level that the request asks for, if it does. Throws `RpcError` for an unknown one.
[[nodiscard]] std::optional<int> log_level_of(const Message& message);

[[nodiscard]] bool is_json(std::string_view content_type);
/// Whether the client takes an object as well as a stream of events.
[[nodiscard]] bool accepts_both(std::string_view accept);

}  // namespace parlance::serve::mcp
