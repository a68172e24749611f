#include "serve/mcp/tools.hpp"

#include "serve/mcp/protocol.hpp"
#include "serve/mcp/tool_schema.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <stdexcept>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;

/// The largest answer that a tool may be given: clients cut what is longer.
constexpr std::size_t answer_bytes_max = 64 * 1024;

const json::Shape& reply_of(const Operation& operation) {
    for (const ReplyKind& each : operation.replies) {
        if (each.what == ReplyKind::What::value) return each.shape();
    }
    throw std::logic_error("a tool answers with a value: " + std::string(operation.facts.id));
}

bj::object annotations(const McpDoor& door) {
    return bj::object{
        {"readOnlyHint", true},
        {"destructiveHint", false},
        {"idempotentHint", door.idempotent},
        {"openWorldHint", false},
    };
}

std::string described(const Operation& operation, bool several) {
    const McpDoor& door = *operation.facts.mcp;
    const bj::object tool{
        {"name", door.tool},
        {"title", door.title},
        {"description", operation.facts.summary},
        {"inputSchema", input_schema(operation.request, several)},
        {"outputSchema", output_schema(reply_of(operation))},
        {"annotations", annotations(door)},
    };
    return to_text(tool);
}

}  // namespace

Tools::Tools(std::span<const Operation> operations) {
    for (const Operation& each : operations) {
        if (!each.facts.mcp) continue;
        if (each.facts.mcp->bytes_max > answer_bytes_max)
            throw std::logic_error("a tool's answer would be too large");
        all_.push_back(&each);
        for_several_.push_back(described(each, true));
        if (!each.facts.mcp->of_several) for_one_.push_back(described(each, false));
    }
}

const Operation* Tools::find(std::string_view tool) const {
    const auto found = std::ranges::find_if(all_, [&](const Operation* each) {
        return each->facts.mcp->tool == tool;
    });
    return found == all_.end() ? nullptr : *found;
}

}  // namespace parlance::serve::mcp
