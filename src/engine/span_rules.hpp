#pragma once

#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/text.hpp"

#include <vector>

/// Where the words around decide whether some words are what they look like.
namespace parlance::engine {

/// `ordered in ascending order`, but not `customers who ordered in 2024`.
[[nodiscard]] bool
is_order(const CuePhrase& phrase, const std::vector<Token>& tokens, std::size_t at);

/// `lowest paid amount`: the second word begins a name.
[[nodiscard]] bool
names_column(const std::vector<Token>& tokens, std::size_t at, const Model& model);

/// `low priority`, `new orders`: common words that are values of the very column or table beside.
[[nodiscard]] std::vector<ValueHit>
plain_states(const std::vector<Token>& tokens, std::size_t at, const Model& model);

}  // namespace parlance::engine
