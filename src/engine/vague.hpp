#pragma once

#include "engine/model.hpp"
#include "engine/text.hpp"

#include <string>
#include <vector>

namespace parlance::engine {

/// Whether the question asks for something without saying what: `show me stuff`.
[[nodiscard]] bool is_vague(const std::vector<Token>& tokens, const Model& model);

/// Questions that list what the source is mostly about, to choose from.
[[nodiscard]] std::vector<std::string> lists_of_main_tables(const Model& model);

}  // namespace parlance::engine
