#include "serve/evaluations/gate.hpp"

#include "base/json.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::serve {

namespace {

void require(bool holds, const std::string& why) {
    if (!holds) throw Error(Failure::conflict, "evaluations_not_comparable", why);
}

}  // namespace

Task<KeptEvaluation> kept_evaluation(Services& with, Call& call, std::string id) {
    const auto work = [&](store::Reader& reader) {
        KeptEvaluation kept;
        kept.stored = store::evaluation(reader, *with.ledger, call.who(), id);
        kept.order = json::read<EvaluationOrder>(kept.stored.content);
        for (const std::string& mark :
             store::evaluation_marks(reader, *with.ledger, call.who(), id))
            kept.marks.push_back(json::read<ask::Mark>(mark));
        return kept;
    };
    co_return co_await with.store->read(work);
}

void require_comparable(const KeptEvaluation& run, const KeptEvaluation& baseline) {
    require(run.order.proposes(), "This evaluation proposes nothing to publish.");
    require(
        !baseline.order.proposes(),
        "The baseline must be an evaluation of what is published, without a proposal."
    );
    require(
        run.stored.state == "done" && baseline.stored.state == "done",
        "Both evaluations must have ended well."
    );
    require(
        run.stored.connection_id == baseline.stored.connection_id,
        "The evaluations are of two sources."
    );
    require(
        run.order.engine == baseline.order.engine &&
            run.order.models_version == baseline.order.models_version,
        "The evaluations were answered by different engines or models."
    );
}

void require_not_worse(
    const KeptEvaluation& run,
    const KeptEvaluation& baseline,
    std::optional<double> accuracy_min
) {
    const ask::EvaluationComparison compared = ask::compare(baseline.marks, run.marks);
    std::vector<Fault> faults;
    for (const ask::GradeReason& reason : ask::reasons_against(compared))
        faults.push_back({"/" + reason.code, reason.text});
    const double reached = compared.after.accuracy.value_or(0);
    if (accuracy_min && reached < *accuracy_min)
        faults.push_back({"/accuracy_min", fmt::format("The accuracy is {:.3f}.", reached)});
    if (faults.empty()) return;
    throw Error(
        Failure::conflict,
        "evaluation_worse",
        "It did worse than it must, so that nothing was published."
    )
        .with_faults(std::move(faults));
}

void require_current(
    const InForce& now,
    const KeptEvaluation& run,
    const KeptEvaluation& baseline
) {
    const auto current = [&](const EvaluationOrder& order) {
        return order.knowledge_version == now.knowledge_version &&
               order.models_version == now.models_version;
    };
    if (current(run.order) && current(baseline.order)) return;
    throw Error(
        Failure::conflict,
        "evaluation_outdated",
        "What the source was taught, or the settings of models, have changed since the "
        "evaluations. Run both again."
    );
}

}  // namespace parlance::serve
