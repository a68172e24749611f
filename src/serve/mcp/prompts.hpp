#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Ready-made instructions that people choose in their client.
namespace parlance::serve::mcp {

[[nodiscard]] boost::json::array prompts_listed();

/// The result of `prompts/get`. Throws `RpcError` for an unknown prompt, and for arguments that are
/// missing or no texts.
[[nodiscard]] std::string prompt_text(std::string_view name, const boost::json::object* arguments);

[[nodiscard]] bool is_prompt(std::string_view name);

}  // namespace parlance::serve::mcp
