#include "ask/completion.hpp"

#include "base/error.hpp"
#include "catalog/knowledge.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <ranges>

namespace parlance::ask {

namespace {

constexpr std::size_t offered_max = 8;
constexpr std::size_t questions_max = 3;
constexpr std::size_t letters_min = 3;

bool may_be_read(const engine::VerifiedQuestion& each, const catalog::View& view) {
    try {
        return catalog::reads_clear(each.query, *view.schema, view.policy);
    } catch (const Error&) {
        return false;
    }
}

/// All words that were typed stand in it, the last one perhaps in part.
bool has_words(const std::string& question, std::string_view typed) {
    return std::ranges::all_of(engine::split(typed, ' '), [&](std::string_view word) {
        return word.empty() || question.find(word) != std::string::npos;
    });
}

std::vector<engine::Completion>
verified_like(const catalog::View& view, std::string_view text, std::size_t cursor) {
    std::vector<engine::Completion> found;
    const std::string typed = engine::fold(engine::trimmed(text.substr(0, cursor)));
    if (typed.size() < letters_min) return found;
    for (const auto& each : std::views::reverse(engine::verified_queries(*view.pack))) {
        if (found.size() == questions_max) break;
        const std::string folded = engine::fold(each.question);
        if (folded == typed || !has_words(folded, typed) || !may_be_read(each, view)) continue;
        found.push_back(
            {engine::CompletionKind::question, each.question, "verified question", 0, text.size()}
        );
    }
    return found;
}

}  // namespace

std::vector<engine::Completion>
completions(const catalog::View& view, std::string_view text, std::size_t cursor) {
    cursor = std::min(cursor, text.size());
    auto all = verified_like(view, text, cursor);
    for (auto& each : engine::completions(text, cursor, *view.pack, offered_max - all.size()))
        all.push_back(std::move(each));
    return all;
}

}  // namespace parlance::ask
