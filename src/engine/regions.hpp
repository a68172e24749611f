#pragma once

#include "engine/model.hpp"
#include "engine/text.hpp"

#include <vector>

namespace parlance::engine {

/// The question with parts of the world put as their countries, as the source writes them:
/// `European customers` becomes `'Germany' or 'France' customers`, or `'DE' or 'FR'`. What the
/// source itself calls by such a word stays. Tokens that are put in take the place in the text of
/// those they stand for.
[[nodiscard]] std::vector<Token> with_regions(std::vector<Token> tokens, const Model& model);

}  // namespace parlance::engine
