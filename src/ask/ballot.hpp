#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The vote between candidates, by the content of what they return.
namespace parlance::ask {

/// One candidate after it was tried.
struct Vote {
    bool by_model = false;
    /// Of the engine: its calibrated confidence. Of a model: its rank among the candidates of the
    /// same reply, from 0.
    double confidence = 0;
    std::size_t rank = 0;
    bool repaired = false;  ///< written after another one had failed
    std::string content;    ///< equal for equal results; empty when it did not run
};

/// What the vote says. Places are those of the votes.
struct Decision {
    std::optional<std::size_t> winner;  ///< none when nothing ran
    std::vector<double> beliefs;        ///< of each vote: how sure its content is, 0 to 1
    std::vector<std::size_t> others;    ///< one for each other content, the likeliest first
    std::string because;                ///< in English
};

/// Votes with the same content support each other: the engine's as far as it is sure of itself, a
/// model's by its place among that model's own candidates, those that failed counted against the
/// rest. What contradicts lowers the confidence of the winner. Deterministic: a replay decides the
/// same. The trust in a model is a constant here, not learned.
[[nodiscard]] Decision decide(std::span<const Vote> votes);

}  // namespace parlance::ask
