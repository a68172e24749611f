#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace parlance {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Where "now" comes from, so that tests and saved questions can fix it.
using Clock = std::function<Instant()>;

/// The wall clock in UTC.
[[nodiscard]] inline Instant system_now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()
    );
}

/// `2026-11-24T11:46:19.123456Z` (RFC 3339, UTC, always six digits), so that texts sort as moments.
[[nodiscard]] std::string rfc3339(Instant moment);

/// Reads RFC 3339 with any offset and up to six digits of a second; nothing when it is anything
/// else.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace parlance
