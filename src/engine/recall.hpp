#pragma once

#include "engine/understand.hpp"

#include <optional>
#include <string>
#include <vector>

/// Questions whose SQL somebody has confirmed answer questions like them.
namespace parlance::engine {

/// The answer to a verified question that asks the same: in the same words but for their forms,
/// their order and taught synonyms, where values, numbers and years may differ if the SQL names
/// each of them. The nearest one, which says that it is one; none when there is no such.
[[nodiscard]] std::optional<Reading> recall(const Question& question, const SchemaPack& pack);

/// The questions that are verified, the newest first.
[[nodiscard]] std::vector<std::string> verified_questions(const SchemaPack& pack);

}  // namespace parlance::engine
