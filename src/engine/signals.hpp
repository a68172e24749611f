#pragma once

#include "engine/choose.hpp"
#include "engine/compile.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

/// What a reading is judged by. Pure numbers: no name, value or word of a source is in them, so
/// that weights learned on some databases hold on others.
namespace parlance::engine {

/// Sparse signals fall into this many buckets by their hash.
inline constexpr std::uint32_t signal_buckets = 1U << 14U;

struct Signals {
    std::vector<float> dense;           ///< as many as `signal_names()`
    std::vector<std::uint32_t> sparse;  ///< buckets, each once, ascending
};

/// Everything that speaks for or against one reading of a question.
struct Evidence {
    const std::vector<Token>& tokens;
    const std::vector<Piece>& pieces;  ///< the choice that was read
    double choice_score = 0;
    const Draft& draft;
    const Compiled& compiled;
    const Model& model;
};

/// The names of the dense signals, in their order; stable, as weights are kept by them.
[[nodiscard]] const std::vector<std::string_view>& signal_names();

[[nodiscard]] Signals signals_of(const Evidence& evidence);

}  // namespace parlance::engine
