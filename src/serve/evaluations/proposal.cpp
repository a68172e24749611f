#include "serve/evaluations/proposal.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

template <class Content>
bool says_the_same(const catalog::Lesson& lesson, const Content& content) {
    const auto* other = std::get_if<Content>(&lesson.content);
    return other != nullptr && catalog::same_subject(*other, content);
}

void put(catalog::Taught& taught, catalog::Lesson lesson) {
    const auto same = [&](const catalog::Lesson& other) {
        return std::visit(
            [&](const auto& content) { return says_the_same(other, content); }, lesson.content
        );
    };
    const auto held = std::ranges::find_if(taught.lessons, same);
    if (held == taught.lessons.end()) {
        taught.lessons.push_back(std::move(lesson));
    } else {
        held->content = std::move(lesson.content);
    }
}

}  // namespace

std::vector<EvaluationQuestion> questions_of(const catalog::Known& known, const Principal& who) {
    std::vector<EvaluationQuestion> questions;
    for (const KnownLesson& each : known_lessons(known, who)) {
        const auto* verified = std::get_if<catalog::VerifiedQuery>(&each.lesson->content);
        if (verified == nullptr || each.problem) continue;
        questions.push_back({each.lesson->id, verified->question, verified->sql});
    }
    if (questions.empty())
        throw Error(
            Failure::conflict,
            "nothing_to_evaluate",
            "This source has no verified questions yet. Confirm some answers first."
        );
    return questions;
}

catalog::Taught taught_with(
    catalog::Taught taught,
    catalog::KnowledgeDocument document,
    const std::string& author
) {
    for (catalog::Lesson& lesson : catalog::taught_by(std::move(document), author).lessons)
        put(taught, std::move(lesson));
    return taught;
}

}  // namespace parlance::serve
