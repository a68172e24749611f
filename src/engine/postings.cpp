#include "engine/postings.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

/// FNV-1a.
std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 16'777'619U;
    return hash;
}

}  // namespace

void Postings::add(std::string_view key, std::uint32_t id) {
    items_.push_back({hash_of(key), id});
}

void Postings::finish(std::size_t each_max) {
    std::ranges::sort(items_);
    std::uint32_t key = 0;
    std::size_t count = 0;
    const Item* last = nullptr;
    const auto superfluous = [&](const Item& item) {
        if (last != nullptr && item == *last) return true;
        count = last != nullptr && item.key == key ? count + 1 : 1;
        key = item.key;
        last = &item;
        return count > each_max;
    };
    std::vector<Item> kept;
    for (const Item& item : items_)
        if (!superfluous(item)) kept.push_back(item);
    items_ = std::move(kept);
    items_.shrink_to_fit();
}

std::span<const Postings::Item> Postings::find(std::string_view key) const {
    const auto found = std::ranges::equal_range(items_, hash_of(key), {}, &Item::key);
    return {found.begin(), found.end()};
}

}  // namespace parlance::engine
