#pragma once

#include <algorithm>
#include <functional>

namespace parlance::engine {

/// A stable sort for short lists by insertion (libstdc++'s needs a deprecated temporary buffer).
template <class List, class Less, class Projection = std::identity>
void sort_stably(List& list, Less less, Projection projection = {}) {
    const auto before = [&](const auto& left, const auto& right) {
        return less(std::invoke(projection, left), std::invoke(projection, right));
    };
    for (auto at = list.begin(); at != list.end(); ++at) {
        const auto place = std::upper_bound(list.begin(), at, *at, before);
        std::rotate(place, at, at + 1);
    }
}

/// The same in the order of a key.
template <class List, class Projection>
void sort_by(List& list, Projection projection) {
    sort_stably(list, std::less<>{}, projection);
}

}  // namespace parlance::engine
