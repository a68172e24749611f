#pragma once

#include "agents/settings_text.hpp"
#include "ask/totals.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

/// What an evaluation is to do, as it is kept with it.
namespace parlance::serve {

/// Who answers in an evaluation.
enum class EvaluationEngine : std::uint8_t {
    builtin,  ///< the engine alone
    agents,   ///< models are asked every question
    cascade,  ///< as questions are answered otherwise
};
BOOST_DESCRIBE_ENUM(EvaluationEngine, builtin, agents, cascade)

struct EvaluationOrder {
    std::string name;
    EvaluationEngine engine = EvaluationEngine::cascade;
    std::int64_t knowledge_version = 0;             ///< that was published when it began
    std::int64_t models_version = 0;                ///< of the tenant's own settings
    std::optional<std::string> proposed_knowledge;  ///< YAML
    std::optional<agents::ModelSettings> proposed_models;

    [[nodiscard]] bool proposes() const { return proposed_knowledge || proposed_models; }
};
BOOST_DESCRIBE_STRUCT(
    EvaluationOrder,
    (),
    (name, engine, knowledge_version, models_version, proposed_knowledge, proposed_models)
)

}  // namespace parlance::serve
