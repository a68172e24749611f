#pragma once

#include "base/clock.hpp"
#include "store/dashboard_schedules.hpp"

#include <string>

namespace parlance::serve {

/// Whether the time zone is one of the IANA database.
[[nodiscard]] bool is_time_zone(const std::string& name);

/// The next moment of the rhythm behind `after`. A time that a clock skips is when it goes on; one
/// that comes twice is the first. Throws `Error` (invalid) for a time zone that is gone.
[[nodiscard]] Instant next_run(const store::Rhythm& rhythm, Instant after);

}  // namespace parlance::serve
