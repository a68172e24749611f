#pragma once

#include "base/error.hpp"
#include "base/task.hpp"
#include "serve/mcp/turn.hpp"
#include "serve/operation.hpp"

#include <boost/json/object.hpp>

#include <expected>
#include <string>
#include <string_view>

namespace parlance::serve::mcp {

class Server;

/// What the tool answers, as JSON, or why it does not. Runs as the one who asks.
Task<std::expected<std::string, Error>>
run_tool(Server& server, const Operation& tool, const Turn& turn, boost::json::object arguments);

/// The result that tells of a failure.
[[nodiscard]] std::string tool_failure(const Error& error);
/// The result that holds an answer, as text and as structure: clients hand models one of the two.
[[nodiscard]] std::string tool_success(std::string_view json);

}  // namespace parlance::serve::mcp
