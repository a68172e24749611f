#pragma once

#include "engine/model.hpp"
#include "engine/text.hpp"

#include <cstddef>
#include <vector>

namespace parlance::engine {

/// How many tokens from `at` on name the filter; 0 when they do not. A filter whose phrase has the
/// name of its table, such as `active customers`, is meant only where that name stands beside it,
/// or before it as in `customers who are active`.
[[nodiscard]] std::size_t
filter_said(const NamedFilter& filter, const std::vector<Token>& tokens, std::size_t at);

}  // namespace parlance::engine
