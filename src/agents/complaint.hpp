#pragma once

#include "agents/trouble.hpp"
#include "agents/wire.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace parlance::agents {

/// What is wrong when the server answers with this HTTP status and body.
[[nodiscard]] Reason reason_of(int status, std::string_view body);

/// What is wrong when a reply of status 200 holds this error.
[[nodiscard]] Reason reason_within(std::string_view error);

/// How long the provider wishes to be left alone: by header (seconds, a date or milliseconds), or
/// as Gemini says it, in the body.
[[nodiscard]] std::optional<std::chrono::milliseconds> retry_after_of(const net::Reply& reply);

}  // namespace parlance::agents
