#pragma once

#include "engine/model.hpp"
#include "engine/understand.hpp"

namespace parlance::engine {

/// As `understand`, but without suggestions when there is no answer: what suggestions are tried by.
[[nodiscard]] Understanding understand_alone(const Question& question, const Model& model);

}  // namespace parlance::engine
