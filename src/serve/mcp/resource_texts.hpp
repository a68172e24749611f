#pragma once

#include "catalog/view.hpp"

#include <string>

/// What the fixed resources say of a source, as one person may see it.
namespace parlance::serve::mcp {

[[nodiscard]] std::string overview_of(const catalog::View& view);
[[nodiscard]] std::string joins_of(const catalog::View& view);
[[nodiscard]] std::string policy_of(const catalog::View& view);

}  // namespace parlance::serve::mcp
