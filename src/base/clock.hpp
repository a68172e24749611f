#pragma once

#include <chrono>
#include <functional>

namespace parlance {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Where "now" comes from, so that tests and saved questions can fix it.
using Clock = std::function<Instant()>;

/// The wall clock in UTC.
[[nodiscard]] inline Instant system_now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()
    );
}

}  // namespace parlance
