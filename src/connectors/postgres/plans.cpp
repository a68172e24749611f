#include "connectors/postgres/plans.hpp"

namespace parlance::connectors::postgres {

std::optional<std::string> Plans::find(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return std::nullopt;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->name;
}

Plans::Added Plans::add(std::string_view text) {
    Added added{.name = "p" + std::to_string(++made_), .evicted = std::nullopt};
    if (order_.size() >= plans_max) {
        added.evicted = order_.back().name;
        by_text_.erase(order_.back().text);
        order_.pop_back();
    }
    order_.push_front({.text = std::string(text), .name = added.name});
    by_text_.emplace(order_.front().text, order_.begin());
    return added;
}

void Plans::forget(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return;
    const auto place = found->second;
    by_text_.erase(found);
    order_.erase(place);
}

}  // namespace parlance::connectors::postgres
