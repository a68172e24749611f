#pragma once

#include "engine/schema_pack.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What the digested source can tell those who write SQL without the engine.
namespace parlance::engine {

/// The first values that are known of a column, at most so many; none when there are none, and for
/// columns whose values the asker does not see.
[[nodiscard]] std::vector<std::string> sample_values(
    const SchemaPack& pack,
    std::string_view schema,
    std::string_view table,
    std::string_view column,
    std::size_t most
);

/// The verified questions that ask for the same things as `question`, the most alike first.
[[nodiscard]] std::vector<VerifiedQuestion>
verified_like(const std::string& question, const SchemaPack& pack, std::size_t most);

}  // namespace parlance::engine
