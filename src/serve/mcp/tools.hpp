#pragma once

#include "serve/operation.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::serve::mcp {

/// The operations that are tools, in their order, and what `tools/list` tells of each.
class Tools {
public:
    explicit Tools(std::span<const Operation> operations);

    [[nodiscard]] const Operation* find(std::string_view tool) const;

    /// A list of JSON objects. Only those who have several sources are told of sources.
    [[nodiscard]] const std::vector<std::string>& listed(bool several_sources) const {
        return several_sources ? for_several_ : for_one_;
    }

private:
    std::vector<const Operation*> all_;
    std::vector<std::string> for_one_;
    std::vector<std::string> for_several_;
};

}  // namespace parlance::serve::mcp
