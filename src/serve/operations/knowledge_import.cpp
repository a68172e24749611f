#include "serve/operations/knowledge_import.hpp"

#include "base/json.hpp"
#include "catalog/knowledge_file.hpp"
#include "serve/operations/audited.hpp"

#include <algorithm>

namespace parlance::serve {

using catalog::KnowledgeDocument;

namespace {

template <class Content>
void plan_list(
    const std::vector<Content>& list,
    std::string_view name,
    const std::vector<KnownLesson>& known,
    KnowledgePlan& plan
) {
    for (auto at = list.begin(); at != list.end(); ++at) {
        const auto same = [&](const Content& other) { return catalog::same_subject(other, *at); };
        if (std::any_of(list.begin(), at, same)) {
            const std::string pointer = fmt::format("/{}/{}", name, at - list.begin());
            plan.outcome.problems.push_back({pointer, "says what an earlier entry says"});
            continue;
        }
        const auto held = std::ranges::find_if(known, [&](const KnownLesson& each) {
            const auto* content = std::get_if<Content>(&each.lesson->content);
            return content != nullptr && same(*content);
        });
        if (held == known.end()) {
            ++plan.outcome.added;
            plan.steps.push_back({kind_of<Content>(), "", json::to_text(*at)});
        } else if (std::get<Content>(held->lesson->content) == *at) {
            ++plan.outcome.unchanged;
        } else {
            ++plan.outcome.changed;
            plan.steps.push_back({kind_of<Content>(), held->lesson->id, json::to_text(*at)});
        }
    }
}

}  // namespace

KnowledgePlan
plan_import(const std::string& text, const catalog::Known& known, const Principal& who) {
    const KnowledgeDocument document = catalog::read_knowledge(text);
    const std::vector<KnownLesson> lessons = known_lessons(known, who);
    KnowledgePlan plan;
    for (const Fault& fault : catalog::faults_of(document, known.view))
        plan.outcome.problems.push_back({fault.pointer, fault.detail});
    plan_list(document.terms, "terms", lessons, plan);
    plan_list(document.verified, "verified", lessons, plan);
    return plan;
}

void require_no_problems(const KnowledgePlan& plan) {
    std::vector<Fault> faults;
    for (const ImportProblem& problem : plan.outcome.problems)
        faults.push_back({problem.pointer, problem.detail});
    catalog::require_none(std::move(faults));
}

void carry_out(
    store::Writer& writer,
    Services& with,
    const Call& call,
    const KnowledgePlan& plan,
    const std::string& source
) {
    for (const KnowledgeStep& step : plan.steps) {
        if (step.id.empty())
            store::add_knowledge(writer, *with.ledger, call.who(), source, step.kind, step.content);
        else
            store::change_knowledge(
                writer, *with.ledger, call.who(), step.kind, step.id, step.content
            );
    }
    audit_connection(writer, *with.ledger, call, "knowledge_imported", source);
}

}  // namespace parlance::serve
