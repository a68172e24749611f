#pragma once

#include <chrono>
#include <optional>

namespace parlance::agents {

/// Leaves alone for a while what fails several times in a row, then lets one try through, which
/// decides. Not safe to use from several threads at once.
class Breaker {
public:
    using Moment = std::chrono::steady_clock::time_point;

    Breaker(int failures_max, std::chrono::milliseconds pause)
        : failures_max_(failures_max), pause_(pause) {}

    /// Nothing: go ahead. Else how long to leave it alone. A try that tells nothing, because it was
    /// cancelled, is followed by another one after the same pause.
    [[nodiscard]] std::optional<std::chrono::milliseconds> rests(Moment now);

    void succeeded() noexcept { failures_ = 0; }
    void failed(Moment now) noexcept;

private:
    const int failures_max_;
    const std::chrono::milliseconds pause_;
    int failures_ = 0;
    Moment until_;
};

}  // namespace parlance::agents
