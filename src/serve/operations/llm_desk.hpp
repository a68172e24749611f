#pragma once

#include "agents/desk.hpp"
#include "ask/journal.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/operations/answer_parts.hpp"
#include "serve/services.hpp"

#include <string>
#include <vector>

/// What operations share that have models work beside a question.
namespace parlance::serve {

/// Models for the one who calls. Throws `llm_not_configured` when nobody plays the role.
Task<agents::Agency>
agency_with(Services& with, const Call& call, const catalog::View& view, agents::Role role);

/// What was said, told to the one who asked and kept for administrators.
[[nodiscard]] std::vector<ModelStepShape>
tell_steps(const agents::Desk& desk, const std::string& question, ask::Record& record);

/// A record of such work: in the audit, and not in the history.
[[nodiscard]] ask::Record work_record(const Services& with, const Call& call, std::string kind);

}  // namespace parlance::serve
