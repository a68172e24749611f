#pragma once

#include "serve/call.hpp"
#include "serve/mcp/turn.hpp"

namespace parlance::serve::mcp {

/// The door through which a tool comes: what an operation tells of its steps becomes progress.
class ToolDoor final : public Door {
public:
    explicit ToolDoor(const Turn& turn) : turn_(turn) {}

    Task<void> event(std::string_view name, std::string json) override;

private:
    const Turn& turn_;
    int steps_ = 0;
};

}  // namespace parlance::serve::mcp
