#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "serve/evaluations/order.hpp"
#include "serve/operations/knowledge_shapes.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on evaluations take and give.
namespace parlance::serve {

struct NewEvaluationRequest {
    std::optional<std::string> connection_id;
    EvaluationEngine engine = EvaluationEngine::cascade;
    std::optional<std::string> name;
    std::optional<std::string> proposed_knowledge;
    std::optional<agents::ModelSettings> proposed_models;
};
BOOST_DESCRIBE_STRUCT(
    NewEvaluationRequest,
    (),
    (connection_id, engine, name, proposed_knowledge, proposed_models)
)
constexpr auto notes(const NewEvaluationRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note(
            "engine",
            "The built-in engine alone, models for every question, or both as questions are "
            "answered otherwise."
        ),
        json::note("name", "For people.").length(1, 200),
        json::note(
            "proposed_knowledge",
            "YAML as an import takes it: the evaluation runs as if it had been imported."
        )
            .length(1, 524'288),
        json::note(
            "proposed_models",
            "For administrators: settings of models as they would be put in force. Keys are those "
            "in "
            "force."
        ),
    };
}

struct EvaluationId {
    std::string evaluation_id;
};
BOOST_DESCRIBE_STRUCT(EvaluationId, (), (evaluation_id))

struct EvaluationPair {
    std::string evaluation_id;
    std::string other_id;
};
BOOST_DESCRIBE_STRUCT(EvaluationPair, (), (evaluation_id, other_id))

struct PublishRequest {
    std::string evaluation_id;
    std::string baseline_id;
    std::optional<double> accuracy_min;
};
BOOST_DESCRIBE_STRUCT(PublishRequest, (), (evaluation_id, baseline_id, accuracy_min))
constexpr auto notes(const PublishRequest*) {
    return std::array{
        json::note("baseline_id", "The evaluation that must not have been better.").length(1, 64),
        json::note("accuracy_min", "The accuracy that the evaluation must have reached too.")
            .between(0, 1),
    };
}

struct EvaluationListRequest {
    std::optional<std::string> connection_id;
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
};
BOOST_DESCRIBE_STRUCT(EvaluationListRequest, (), (connection_id, limit, before))
constexpr auto notes(const EvaluationListRequest*) {
    return std::array{
        json::note("connection_id", "Only those of this source.").length(1, 64),
        json::note("limit", "Evaluations at the most; 50 without it.").between(1, 200),
        json::note("before", "The `next` of the page in front.").length(1, 200),
    };
}

enum class EvaluationState : std::uint8_t { running, done, cancelled, failed, interrupted };
BOOST_DESCRIBE_ENUM(EvaluationState, running, done, cancelled, failed, interrupted)

struct EvaluationShape {
    std::string id;
    std::string connection_id;
    std::string name;
    EvaluationEngine engine = EvaluationEngine::cascade;
    EvaluationState state = EvaluationState::running;
    std::optional<std::string> failure;
    std::int64_t questions = 0;
    std::int64_t finished = 0;
    bool proposes_knowledge = false;
    bool proposes_models = false;
    std::int64_t knowledge_version = 0;
    std::int64_t models_version = 0;
    std::optional<ask::EvaluationTotals> totals;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(
    EvaluationShape,
    (),
    (id,
     connection_id,
     name,
     engine,
     state,
     failure,
     questions,
     finished,
     proposes_knowledge,
     proposes_models,
     knowledge_version,
     models_version,
     totals,
     created_at,
     updated_at)
)
constexpr auto notes(const EvaluationShape*) {
    return std::array{
        json::note("state", "Interrupted: the server ended before the evaluation did."),
        json::note("failure", "The code of what it failed with."),
        json::note("finished", "Of its questions, so many are done."),
        json::note("knowledge_version", "Of what was published when it began."),
        json::note("models_version", "Of the tenant's settings of models when it began."),
        json::note("totals", "Once it has ended."),
    };
}

struct EvaluationDetail : EvaluationShape {
    std::vector<ask::Mark> marks;
    std::optional<std::string> proposed_knowledge;
    std::optional<agents::ModelSettings> proposed_models;
};
BOOST_DESCRIBE_STRUCT(
    EvaluationDetail,
    (EvaluationShape),
    (marks, proposed_knowledge, proposed_models)
)
constexpr auto notes(const EvaluationDetail*) {
    return std::array{json::note("marks", "Of the questions that are done, in their order.")};
}

/// What was published.
struct PublishedShape : ImportedShape {
    std::optional<std::int64_t> models_version;
};
BOOST_DESCRIBE_STRUCT(PublishedShape, (ImportedShape), (models_version))
constexpr auto notes(const PublishedShape*) {
    return std::array{json::note("models_version", "Of the settings of models, now in force.")};
}

struct EvaluationPage {
    std::vector<EvaluationShape> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(EvaluationPage, (), (items, next))

struct EvaluationComparisonShape : ask::EvaluationComparison {
    std::vector<ask::GradeReason> reasons_against;
};
BOOST_DESCRIBE_STRUCT(EvaluationComparisonShape, (ask::EvaluationComparison), (reasons_against))
constexpr auto notes(const EvaluationComparisonShape*) {
    return std::array{json::note(
        "reasons_against", "Why the second must not take the place of the first; empty: it may."
    )};
}

}  // namespace parlance::serve
