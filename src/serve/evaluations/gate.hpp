#pragma once

#include "serve/call.hpp"
#include "serve/evaluations/order.hpp"
#include "serve/services.hpp"
#include "store/evaluations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What must hold before something that an evaluation proposed is published.
namespace parlance::serve {

/// An evaluation as it is kept.
struct KeptEvaluation {
    store::Evaluation stored;
    EvaluationOrder order;
    std::vector<ask::Mark> marks;
};

/// Throws `Error` (not_found, `evaluation_not_found`).
Task<KeptEvaluation> kept_evaluation(Services& with, Call& call, std::string id);

/// Both ended well, on the same source and published knowledge, by the same engine and models; the
/// one proposes something and the other nothing. Throws `Error` (conflict,
/// `evaluations_not_comparable`) that says what is amiss.
void require_comparable(const KeptEvaluation& run, const KeptEvaluation& baseline);

/// Throws `Error` (conflict, `evaluation_worse`) with all reasons.
void require_not_worse(
    const KeptEvaluation& run,
    const KeptEvaluation& baseline,
    std::optional<double> accuracy_min
);

/// The versions of what questions are answered with now.
struct InForce {
    std::int64_t knowledge_version = 0;
    std::int64_t models_version = 0;
};

/// Throws `Error` (conflict, `evaluation_outdated`) when what is in force has changed since.
void require_current(const InForce& now, const KeptEvaluation& run, const KeptEvaluation& baseline);

}  // namespace parlance::serve
