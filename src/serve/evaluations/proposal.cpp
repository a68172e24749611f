#include "serve/evaluations/proposal.hpp"

#include "base/json.hpp"
#include "serve/llm/model_settings.hpp"

#include <fmt/format.h>

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

void require_no_keys(const agents::ModelSettings& form) {
    std::vector<Fault> faults;
    const auto fault = [&](std::size_t at, const char* what) {
        faults.push_back(
            {fmt::format("/providers/{}/{}", at, what),
             "is not taken here: give keys to the settings in force"}
        );
    };
    for (std::size_t at = 0; at < form.providers.size(); ++at) {
        const agents::ModelProvider& provider = form.providers[at];
        if (provider.key) fault(at, "key");
        const auto told = [](const agents::ModelHeader& header) {
            return header.value.has_value();
        };
        if (std::ranges::any_of(provider.headers, told)) fault(at, "headers");
    }
    json::check(std::move(faults));
}

[[noreturn]] void throw_within_proposal(const Error& error) {
    std::vector<Fault> faults = error.faults();
    for (Fault& fault : faults)
        fault.pointer.insert(0, "/proposed_models");
    throw Error(error.why(), error.code(), error.message()).with_faults(std::move(faults));
}

}  // namespace

agents::Settings settings_proposed(
    const agents::ModelSettings& form,
    const ModelsInForce& held,
    agents::Inside allowed
) {
    try {
        require_no_keys(form);
        agents::Settings settings = agents::settings_of(form, {.inside = allowed});
        json::check(faults_of_addresses(settings, allowed));
        if (held.from == SettingsFrom::tenant) agents::keep_secrets(settings, *held.written);
        return settings;
    } catch (const Error& error) {
        throw_within_proposal(error);
    }
}

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
