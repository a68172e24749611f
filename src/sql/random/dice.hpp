#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::sql {

/// Chance that is the same on every machine for the same seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    /// From 0 up to, not including, `count`.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }
    std::string word(const std::vector<std::string_view>& from) { return std::string(pick(from)); }

private:
    std::mt19937_64 engine_;
};

}  // namespace parlance::sql
