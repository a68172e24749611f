#pragma once

#include "base/task.hpp"
#include "serve/operations/knowledge_shapes.hpp"
#include "serve/operations/known.hpp"
#include "store/store.hpp"

#include <string>
#include <vector>

/// What a file of knowledge does to what a source was taught.
namespace parlance::serve {

/// The file that was sent. Throws `Error` (too_large, `knowledge_file_too_large`).
Task<std::string> received_knowledge(Call& call);

/// One change of the store.
struct KnowledgeStep {
    store::KnowledgeKind kind = store::KnowledgeKind::term;
    std::string id;  ///< of what is changed; empty: it is added
    std::string content;
};

struct KnowledgePlan {
    std::vector<KnowledgeStep> steps;
    ImportedShape outcome;
};

/// Adds what is new, changes what differs, deletes nothing. Throws `Error` for a file that cannot
/// be read; what does not hold is among the problems.
[[nodiscard]] KnowledgePlan
plan_import(const std::string& text, const catalog::Known& known, const Principal& who);

/// Throws `Error` (invalid, `knowledge_invalid`) with all problems, when there are some.
void require_no_problems(const KnowledgePlan& plan);

/// Does it, with a record in the audit.
void carry_out(
    store::Writer& writer,
    Services& with,
    const Call& call,
    const KnowledgePlan& plan,
    const std::string& source
);

}  // namespace parlance::serve
