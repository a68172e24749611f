#pragma once

#include "ask/ask.hpp"

#include <stop_token>

/// Models on top of the engine: they write candidates where it is not sure of itself, and rows
/// decide.
namespace parlance::ask {

/// Whether models are to be asked for what the engine made of the question. Notes in the answer why
/// not, when they might have been. A person's own SQL, a choice and what somebody verified stand
/// by themselves.
[[nodiscard]] bool
wants_models(const Asked& asked, const engine::Understanding& understanding, Answer& answer);

/// Has models write candidates, tries them and the engine's readings under the asker's rights, and
/// answers with what the vote says; what fails goes back to the refinement role. False when no
/// model could help: then the engine answers as if there were none, and a note tells why. Throws
/// the models' trouble when the engine has no answer either.
Task<bool> answer_with_models(
    const catalog::View& view,
    const Asked& asked,
    const engine::Understanding& understanding,
    Answer& answer,
    Progress& progress,
    std::stop_token stop
);

}  // namespace parlance::ask
