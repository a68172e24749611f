#include "agents/breaker.hpp"

#include <algorithm>

namespace parlance::agents {

using std::chrono::milliseconds;

std::optional<milliseconds> Breaker::rests(Moment now) {
    if (failures_ < failures_max_) return std::nullopt;
    if (now < until_) return std::chrono::ceil<milliseconds>(until_ - now);
    until_ = now + pause_;
    return std::nullopt;
}

void Breaker::failed(Moment now) noexcept {
    failures_ = std::min(failures_ + 1, failures_max_);
    until_ = now + pause_;
}

}  // namespace parlance::agents
