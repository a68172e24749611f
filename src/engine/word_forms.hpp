#pragma once

#include <string>

namespace parlance::engine {

/// `return` and `returned`, `cancellation` and `cancelled`, `denial` and `denied`: one word in two
/// forms. Both are folded.
[[nodiscard]] bool akin_words(const std::string& said, const std::string& value);

}  // namespace parlance::engine
