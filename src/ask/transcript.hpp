#pragma once

#include "agents/desk.hpp"
#include "ask/ballot.hpp"
#include "ask/trial.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What was said and decided for one question, so that it can be decided again without a model.
namespace parlance::ask {

/// Writes it as JSON: the calls with prompts and replies as they were, each candidate with what
/// came of it, and the decision.
[[nodiscard]] std::string write_transcript(
    const std::string& question,
    Dialect dialect,
    const std::vector<agents::Exchange>& exchanges,
    const std::deque<Trial>& trials,
    const Decision& decision
);

/// A decision that was made again from a transcript.
struct Replay {
    std::string question;
    std::vector<std::string> lines;       ///< each candidate, and what became of it
    std::optional<std::string> recorded;  ///< the SQL that was chosen then
    std::optional<std::string> decided;   ///< the SQL that is chosen now
    std::string because;

    [[nodiscard]] bool same() const { return recorded == decided; }
};

/// Reads the models' candidates again from their replies, and votes again with the results as they
/// were. Throws `Error` (invalid, `transcript_broken`) when it is no transcript, or one in which a
/// candidate does not stand in its reply; `transcript_undecided` when it holds no decision.
[[nodiscard]] Replay replay(std::string_view transcript);

}  // namespace parlance::ask
