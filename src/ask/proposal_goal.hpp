#pragma once

#include "agents/roles.hpp"
#include "ask/proposal_ideas.hpp"
#include "base/clock.hpp"

#include <span>
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

/// What a model would show for the goal, as far as it is SQL: behind what the goal itself asks for
/// and before the rules' own ideas. Shown if it runs and has something to say, like any other.
[[nodiscard]] std::vector<Idea> ideas_of_model(std::span<const agents::TileIdea> tiles);

}  // namespace parlance::ask
