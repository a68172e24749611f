#include "serve/operations/evaluations.hpp"

#include "base/json.hpp"
#include "serve/evaluations/evaluations.hpp"
#include "serve/evaluations/gate.hpp"
#include "serve/evaluations/proposal.hpp"
#include "serve/llm/model_settings.hpp"
#include "serve/llm/models.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/evaluation_shapes.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/knowledge_import.hpp"
#include "serve/operations/llm.hpp"
#include "store/evaluations.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <utility>

namespace parlance::serve {

namespace {

EvaluationState state_named(const std::string& name) {
    EvaluationState state = EvaluationState::failed;
    if (!boost::describe::enum_from_string(name.c_str(), state))
        throw std::logic_error("the store holds an unknown state " + name);
    return state;
}

EvaluationShape shape_of(const store::Evaluation& stored) {
    const auto order = json::read<EvaluationOrder>(stored.content);
    EvaluationShape shape;
    shape.id = stored.id;
    shape.connection_id = stored.connection_id;
    shape.name = order.name;
    shape.engine = order.engine;
    shape.state = state_named(stored.state);
    shape.failure = stored.failure;
    shape.questions = stored.questions;
    shape.finished = stored.finished;
    shape.proposes_knowledge = order.proposed_knowledge.has_value();
    shape.proposes_models = order.proposed_models.has_value();
    shape.knowledge_version = order.knowledge_version;
    shape.models_version = order.models_version;
    if (stored.totals) shape.totals = json::read<ask::EvaluationTotals>(*stored.totals);
    shape.created_at = stored.created_at;
    shape.updated_at = stored.updated_at;
    return shape;
}

Task<EvaluationDetail> shown(Services& with, Call& call, std::string id) {
    KeptEvaluation kept = co_await kept_evaluation(with, call, std::move(id));
    EvaluationDetail detail;
    static_cast<EvaluationShape&>(detail) = shape_of(kept.stored);
    detail.marks = std::move(kept.marks);
    detail.proposed_knowledge = std::move(kept.order.proposed_knowledge);
    detail.proposed_models = std::move(kept.order.proposed_models);
    co_return detail;
}

/// Notes which models there are for it, and takes those that are proposed. Throws
/// `llm_not_configured` when models are wanted and there are none.
Task<void> choose_models(Services& with, Call& call, EvaluationJob& job) {
    const ModelsInForce held = co_await with.models->in_force(call.who());
    EvaluationOrder& order = job.order;
    order.models_version = held.version;
    if (order.proposed_models) {
        require_administrator(call.who());
        const agents::Inside allowed = with.models->inside();
        auto settings = settings_proposed(*order.proposed_models, held, allowed);
        order.proposed_models = agents::form_of(settings);
        job.models = std::make_shared<const agents::Settings>(within(std::move(settings), allowed));
    }
    const agents::Settings& settings = job.models ? *job.models : *held.settings;
    if (order.engine == EvaluationEngine::agents && !settings.plays(agents::Role::sql))
        throw llm_not_configured(agents::Role::sql);
}

/// Adds what is proposed to what the source was taught, if it holds.
void propose(EvaluationJob& job, const catalog::Known& known) {
    const std::string& yaml = *job.order.proposed_knowledge;
    require_no_problems(plan_import(yaml, known, *job.who));
    job.taught =
        taught_with(std::move(job.taught), catalog::read_knowledge(yaml), job.who->username);
}

Task<EvaluationShape> start_evaluation(Services& with, Call& call, NewEvaluationRequest request) {
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    EvaluationJob job{.who = call.principal, .connection_id = known.view.connection_id};
    job.order = {
        .name = std::move(request.name).value_or(""),
        .engine = request.engine,
        .knowledge_version = known.taught->version,
        .proposed_knowledge = std::move(request.proposed_knowledge),
        .proposed_models = std::move(request.proposed_models),
    };
    co_await choose_models(with, call, job);
    const auto prepare = [&] {
        job.questions = questions_of(known, call.who());
        job.taught = *known.taught;
        if (job.order.proposed_knowledge) propose(job, known);
    };
    co_await blocking(*with.blocking, prepare);
    const std::string id = co_await with.evaluations->begin(std::move(job));
    const auto work = [&](store::Writer& writer) {
        audit_connection(
            writer, *with.ledger, call, "evaluation_started", known.view.connection_id
        );
        return store::evaluation(writer, *with.ledger, call.who(), id);
    };
    co_return shape_of(co_await with.store->write(work));
}

Task<EvaluationPage> list_evaluations(Services& with, Call& call, EvaluationListRequest request) {
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        return store::evaluations(reader, *with.ledger, call.who(), request.connection_id, page);
    };
    const auto found = co_await with.store->read(work);
    EvaluationPage page{.items = {}, .next = found.next};
    for (const store::Evaluation& each : found.items)
        page.items.push_back(shape_of(each));
    co_return page;
}

Task<EvaluationDetail> get_evaluation(Services& with, Call& call, EvaluationId request) {
    co_return co_await shown(with, call, std::move(request.evaluation_id));
}

Task<EvaluationShape> cancel_evaluation(Services& with, Call& call, EvaluationId request) {
    const auto work = [&](store::Reader& reader) {
        return store::evaluation(reader, *with.ledger, call.who(), request.evaluation_id);
    };
    const store::Evaluation stored = co_await with.store->read(work);
    with.evaluations->cancel(stored.id);
    co_return shape_of(stored);
}

Task<void> remove_evaluation(Services& with, Call& call, EvaluationId request) {
    const auto work = [&](store::Writer& writer) {
        const auto stored =
            store::evaluation(writer, *with.ledger, call.who(), request.evaluation_id);
        store::remove_evaluation(writer, call.who(), request.evaluation_id);
        audit_connection(writer, *with.ledger, call, "evaluation_deleted", stored.connection_id);
    };
    co_await with.store->write(work);
    with.evaluations->cancel(request.evaluation_id);
}

Task<EvaluationComparisonShape>
compare_evaluations(Services& with, Call& call, EvaluationPair request) {
    const KeptEvaluation before =
        co_await kept_evaluation(with, call, std::move(request.evaluation_id));
    const KeptEvaluation after = co_await kept_evaluation(with, call, std::move(request.other_id));
    EvaluationComparisonShape shape;
    static_cast<ask::EvaluationComparison&>(shape) = ask::compare(before.marks, after.marks);
    shape.reasons_against = ask::reasons_against(shape);
    co_return shape;
}

constexpr FactsOf facts{"evaluations"};

constexpr std::string_view all = "/api/v1/evaluations";
constexpr std::string_view one = "/api/v1/evaluations/{evaluation_id}";

std::vector<Operation> making() {
    using enum Method;
    return {
        operation(
            facts(
                post,
                all,
                "start_evaluation",
                "Has the verified questions of a source answered as if they were not verified, "
                "and graded, in the background.",
                202
            ),
            &start_evaluation
        ),
        operation(
            facts(
                post,
                "/api/v1/evaluations/{evaluation_id}/cancel",
                "cancel_evaluation",
                "Stops an evaluation; what is done stays."
            ),
            &cancel_evaluation
        ),
        operation(
            facts(Method::remove, one, "remove_evaluation", "Deletes an evaluation."),
            &remove_evaluation
        ),
    };
}

std::vector<Operation> looking() {
    using enum Method;
    return {
        operation(
            facts(get, all, "list_evaluations", "Lists your evaluations, newest first."),
            &list_evaluations
        ),
        operation(
            facts(get, one, "get_evaluation", "Shows an evaluation, question by question."),
            &get_evaluation
        ),
        operation(
            facts(
                get,
                "/api/v1/evaluations/{evaluation_id}/compare/{other_id}",
                "compare_evaluations",
                "Shows what a second evaluation did better and worse than a first."
            ),
            &compare_evaluations
        ),
    };
}

}  // namespace

std::vector<Operation> evaluation_operations() {
    std::vector<Operation> both = making();
    for (Operation& each : looking())
        both.push_back(std::move(each));
    both.push_back(publish_operation());
    return both;
}

}  // namespace parlance::serve
