#include "ask/verified.hpp"

#include "engine/recall.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace parlance::ask {

namespace {

std::vector<engine::Reading> readings_of(engine::Understanding understood) {
    if (auto* answered = std::get_if<engine::Answered>(&understood))
        return std::move(answered->readings);
    if (auto* back = std::get_if<engine::Clarification>(&understood))
        return std::move(back->options);
    return {};
}

}  // namespace

engine::Understanding with_verified(
    engine::Understanding understood,
    const engine::Question& question,
    const engine::SchemaPack& pack
) {
    auto known = engine::recall(question, pack);
    const auto refused = [&](const engine::Assumption& each) {
        return std::ranges::find(question.without, each.text) != question.without.end();
    };
    if (!known || std::ranges::any_of(known->assumptions, refused)) return understood;
    engine::Answered made;
    made.readings.push_back(std::move(*known));
    for (engine::Reading& other : readings_of(std::move(understood))) {
        if (other.query != made.readings.front().query) made.readings.push_back(std::move(other));
    }
    return made;
}

bool is_verified(const engine::Reading& reading) {
    return std::ranges::any_of(reading.assumptions, [](const engine::Assumption& each) {
        return each.code == "verified_question";
    });
}

}  // namespace parlance::ask
