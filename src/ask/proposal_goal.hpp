#pragma once

#include "ask/proposal_ideas.hpp"
#include "base/clock.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace parlance::ask {

/// Gives each idea its relevance to what the person looks for, such as `sales overview`: the
/// engine's linking tells which tables, columns and metrics the words mean. Returns the words that
/// mean nothing in the source.
std::vector<std::string> weigh_by_goal(
    std::vector<Idea>& ideas,
    std::string_view goal,
    const engine::Model& model,
    Instant now
);

/// What the goal itself asks for, when it is a question that the engine answers word for word.
[[nodiscard]] std::vector<Idea>
ideas_of_goal(std::string_view goal, const engine::SchemaPack& pack, Instant now);

}  // namespace parlance::ask
