#pragma once

#include "catalog/relations.hpp"
#include "catalog/view.hpp"

#include <string>
#include <vector>

/// What the fixed resources say of a source, as one person may see it.
namespace parlance::serve::mcp {

[[nodiscard]] std::string overview_of(const catalog::View& view);
/// Declared, accepted and inferred ones; the latter with how sure they are, and why.
[[nodiscard]] std::string joins_of(const std::vector<catalog::Relation>& relations);
[[nodiscard]] std::string policy_of(const catalog::View& view);

}  // namespace parlance::serve::mcp
