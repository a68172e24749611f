#pragma once

#include "catalog/knowledge_file.hpp"
#include "serve/evaluations/evaluations.hpp"
#include "serve/llm/models.hpp"
#include "serve/operations/known.hpp"

#include <string>
#include <vector>

/// What is evaluated: the verified questions of a source, and knowledge as it would be.
namespace parlance::serve {

/// The verified questions that the one who asks may know, and that hold. Throws `Error` (conflict,
/// `nothing_to_evaluate`) when there are none.
[[nodiscard]] std::vector<EvaluationQuestion>
questions_of(const catalog::Known& known, const Principal& who);

/// What the source would be taught after an import of the document: each entry takes the place of
/// one about the same, or is new.
[[nodiscard]] catalog::Taught
taught_with(catalog::Taught taught, catalog::KnowledgeDocument document, const std::string& author);

/// Settings that are proposed, with the keys and headers that the tenant's own have for the same
/// addresses. Throws `Error` (invalid, `invalid_fields`) for what is wrong with them, and for keys,
/// which are given to settings in force only.
[[nodiscard]] agents::Settings settings_proposed(
    const agents::ModelSettings& form,
    const ModelsInForce& held,
    agents::Inside allowed
);

}  // namespace parlance::serve
