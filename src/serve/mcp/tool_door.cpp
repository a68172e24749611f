#include "serve/mcp/tool_door.hpp"

#include "base/json.hpp"

namespace parlance::serve::mcp {

/// How many steps there will be, nobody knows before; so there is no total.
Task<void> ToolDoor::event(std::string_view name, std::string json) {
    std::string says(name);
    const boost::json::value told = json::parse(json);
    if (const boost::json::value* step = member(told.if_object(), "step")) {
        says = std::string(step->as_string());
        if (const boost::json::value* status = member(told.if_object(), "status"))
            says += ' ' + std::string(status->as_string());
    }
    co_await turn_.progress(++steps_, std::nullopt, std::move(says));
}

}  // namespace parlance::serve::mcp
