#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace parlance::store {

/// How long things took, in milliseconds.
class Times {
public:
    void add(double ms) { all_.push_back(ms); }

    /// What the share of them took at most (0.5: the median); 0 when there are none.
    [[nodiscard]] double at_share(double share) {
        if (all_.empty()) return 0;
        std::ranges::sort(all_);
        const auto last = static_cast<double>(all_.size() - 1);
        return all_[static_cast<std::size_t>(share * last + 0.5)];
    }

private:
    std::vector<double> all_;
};

}  // namespace parlance::store
