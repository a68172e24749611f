#pragma once

#include "engine/model.hpp"
#include "engine/text.hpp"

#include <vector>

namespace parlance::engine {

/// The question as the names of the schema say it: `first and last name` becomes `first name and
/// last name`, `surname` becomes `last name` when the schema has that and not the other. Tokens
/// that are put in take the place in the text of those they stand for.
[[nodiscard]] std::vector<Token> reworded(std::vector<Token> tokens, const Model& model);

}  // namespace parlance::engine
