#include "connectors/postgres/texts.hpp"

namespace parlance::connectors::postgres {

std::optional<Texts::Memory> Texts::recall(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return std::nullopt;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->memory;
}

void Texts::remember(std::string_view text, Memory memory) {
    if (text.size() > text_bytes_max) return;
    const std::scoped_lock lock(mutex_);
    const auto found = by_text_.find(text);
    if (found != by_text_.end()) {
        found->second->memory = std::move(memory);
        return;
    }
    if (order_.size() >= texts_max) {
        by_text_.erase(order_.back().text);
        order_.pop_back();
    }
    order_.push_front({.text = std::string(text), .memory = std::move(memory)});
    by_text_.emplace(order_.front().text, order_.begin());
}

void Texts::forget(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return;
    const auto place = found->second;
    by_text_.erase(found);
    order_.erase(place);
}

}  // namespace parlance::connectors::postgres
