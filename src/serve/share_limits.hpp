#pragma once

#include "auth/throttle.hpp"

#include <chrono>

namespace parlance::serve {

/// How often links to dashboards may be tried and used, in this process.
struct ShareLimits {
    explicit ShareLimits(Clock clock = system_now)
        : tries(30, std::chrono::seconds(10), clock), runs(600, std::chrono::seconds(1), clock) {}

    auth::Throttle tries;  ///< wrong links, by the network they come from
    auth::Throttle runs;   ///< openings, tiles and choices, by link and network
};

}  // namespace parlance::serve
