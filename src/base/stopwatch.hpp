#pragma once

#include <chrono>

namespace parlance {

/// Tells how long ago it was made.
class Stopwatch {
public:
    [[nodiscard]] double ms() const {
        const auto took = std::chrono::steady_clock::now() - begin_;
        return std::chrono::duration<double, std::milli>(took).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace parlance
