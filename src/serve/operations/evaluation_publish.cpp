#include "base/json.hpp"
#include "serve/evaluations/gate.hpp"
#include "serve/evaluations/proposal.hpp"
#include "serve/llm/model_settings.hpp"
#include "serve/llm/models.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/evaluation_shapes.hpp"
#include "serve/operations/evaluations.hpp"
#include "serve/operations/knowledge_import.hpp"
#include "store/llm_settings.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

/// What a publication does to the store.
struct Publication {
    std::optional<KnowledgePlan> plan;
    std::optional<agents::Settings> models;
};

Task<Publication>
publication_of(Services& with, Call& call, const EvaluationOrder& order, std::string source) {
    Publication made;
    if (order.proposed_knowledge) {
        const catalog::Known known = co_await with.catalog->knowledge(call.who(), source);
        const auto read = [&] { return plan_import(*order.proposed_knowledge, known, call.who()); };
        made.plan = co_await blocking(*with.blocking, read);
        require_no_problems(*made.plan);
    }
    if (order.proposed_models) {
        require_administrator(call.who());
        const ModelsInForce held = co_await with.models->after_change(call.who());
        made.models = settings_proposed(*order.proposed_models, held, with.models->inside());
    }
    co_return made;
}

std::int64_t put_models(
    store::Writer& writer,
    Services& with,
    Call& call,
    const agents::Settings& settings,
    std::int64_t based_on
) {
    const store::NewLlmSettings wanted{
        .based_on = based_on,
        .document = json::to_text(agents::form_of(settings)),
        .keys = keys_of(settings),
    };
    const std::int64_t version =
        store::put_llm_settings(writer, *with.ledger, *with.vault, call.who(), wanted);
    audit_connection(writer, *with.ledger, call, "llm_settings_changed", {});
    return version;
}

Task<PublishedShape> publish_evaluation(Services& with, Call& call, PublishRequest request) {
    const KeptEvaluation run = co_await kept_evaluation(with, call, request.evaluation_id);
    const KeptEvaluation baseline = co_await kept_evaluation(with, call, request.baseline_id);
    require_comparable(run, baseline);
    require_not_worse(run, baseline, request.accuracy_min);
    const std::string& source = run.stored.connection_id;
    Publication made = co_await publication_of(with, call, run.order, source);
    PublishedShape shape;
    const auto work = [&](store::Writer& writer) {
        const InForce now{
            store::knowledge_version(writer, call.who(), source),
            store::llm_settings_version(writer, call.who()),
        };
        require_current(now, run, baseline);
        if (made.plan) carry_out(writer, with, call, *made.plan, source);
        if (made.models)
            shape.models_version =
                put_models(writer, with, call, *made.models, run.order.models_version);
        audit_connection(writer, *with.ledger, call, "evaluation_published", source);
    };
    co_await with.store->write(work);
    if (made.plan) {
        static_cast<ImportedShape&>(shape) = std::move(made.plan->outcome);
        knowledge_changed(with, call, source);
    }
    if (made.models) co_await with.models->after_change(call.who());
    co_return shape;
}

}  // namespace

void require_administrator(const Principal& who) {
    if (who.may(Permission::admin)) return;
    throw Error(
        Failure::forbidden, "not_allowed", "Only administrators of the tenant may do this."
    );
}

Operation publish_operation() {
    return operation(
        {.method = Method::post,
         .path = "/api/v1/evaluations/{evaluation_id}/publish",
         .id = "publish_evaluation",
         .summary =
             "Puts in force what an evaluation proposed, unless it did worse than another one.",
         .tag = "evaluations",
         .access = Access::write},
        &publish_evaluation
    );
}

}  // namespace parlance::serve
