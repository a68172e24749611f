#pragma once

#include "agents/roles.hpp"
#include "agents/settings.hpp"
#include "ask/ballot.hpp"
#include "base/rows.hpp"
#include "catalog/view.hpp"
#include "connectors/source.hpp"
#include "engine/understand.hpp"
#include "guard/approved_query.hpp"

#include <optional>
#include <stop_token>
#include <string>

namespace parlance::ask {

/// A candidate on its way through parser, guard, plan and database, under the asker's rights.
struct Trial {
    std::string by;   ///< `builtin`, or the task of the model that wrote it
    std::string sql;  ///< as it was written; in the lingua franca once it parses
    Vote vote;
    std::size_t exchange = 0;     ///< of a model's: the place of its call among the exchanges
    engine::Reading reading;      ///< good once it parses
    std::string outcome = "ran";  ///< or the stable code of what it failed with
    std::string message;          ///< of the failure, for a model that mends it
    std::optional<guard::ApprovedQuery> query;
    ResultSet result;
    RunSummary run;
    double guard_ms = 0;
    double execute_ms = 0;

    [[nodiscard]] bool ran() const { return outcome == "ran"; }
};

/// A reading of the engine as a candidate.
[[nodiscard]] Trial trial_of(engine::Reading reading);
/// A candidate of a model, the `rank`-th of its reply.
[[nodiscard]] Trial trial_of(
    const agents::Candidate& candidate,
    std::size_t rank,
    std::string task,
    std::size_t exchange
);

struct TrialTerms {
    connectors::RunContext context;
    double plan_cost_max = 0;
    bool dry = false;  ///< approves and does not run; equal texts count as equal results
};

/// Whether the policy holds nothing back from the asker. What the planner expects of others' rows
/// may decide nothing for anybody else.
[[nodiscard]] bool sees_everything(const catalog::View& view);

/// Tries it. What fails by itself is noted in it; what is not the statement's fault, such as a
/// source that is gone or has too many waiting, and a stop are thrown.
Task<void>
try_out(const catalog::View& view, Trial& trial, const TrialTerms& terms, std::stop_token stop);

/// Equal for results that say the same: rows in any order, columns in any order and by any name,
/// numbers to ten digits.
[[nodiscard]] std::string content_of(const ResultSet& result);

}  // namespace parlance::ask
