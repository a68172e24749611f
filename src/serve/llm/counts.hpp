#pragma once

#include "agents/desk.hpp"

#include <array>
#include <atomic>
#include <cstdint>

namespace parlance::serve {

class Metrics;

/// What models did since the start, by role and for all tenants together. Safe from every thread.
class ModelCounts {
public:
    ModelCounts() = default;
    ModelCounts(const ModelCounts&) = delete;
    ModelCounts& operator=(const ModelCounts&) = delete;

    void add(const agents::Spending& took);
    /// Shows them as metrics; `this` outlives those.
    void show(Metrics& metrics) const;

private:
    struct Counts {
        std::atomic<std::uint64_t> calls = 0;
        std::atomic<std::uint64_t> failures = 0;
        std::atomic<std::uint64_t> input_tokens = 0;
        std::atomic<std::uint64_t> output_tokens = 0;
        std::atomic<std::uint64_t> microseconds = 0;
    };

    std::array<Counts, agents::role_count> by_role_;
};

}  // namespace parlance::serve
