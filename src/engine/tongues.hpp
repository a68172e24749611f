#pragma once

#include "engine/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::engine {

/// The language that a question seems to be in, when that is not English: `German`, or `in
/// another script`. A guess by the small words of `data/tongues.txt`, only to explain why nothing
/// was understood.
[[nodiscard]] std::optional<std::string> other_tongue(const std::vector<Token>& tokens);

}  // namespace parlance::engine
