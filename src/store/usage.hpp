#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Who uses a tenant how much, by its audit: every query and every change, whichever the door.
namespace parlance::store {

struct UsageFigures {
    std::int64_t requests = 0;
    std::int64_t failed = 0;  ///< failed or refused
    double median_ms = 0;     ///< of those whose time was taken
    double p95_ms = 0;
};

struct UsageGroup : UsageFigures {
    std::string name;   ///< a door, an action, a user id, an API key's id or an error's code
    std::string label;  ///< the name of the person or the key; else the same
};

struct DayUsage : UsageFigures {
    Instant day;  ///< its first moment, in UTC
};

struct Usage {
    UsageFigures total;
    std::vector<DayUsage> days;  ///< every day of the period, oldest first
    std::vector<UsageGroup> doors, people, keys, actions, errors;  ///< most used first
    bool cut_short = false;  ///< there was more than is looked at
};

/// Of the last days, today among them.
[[nodiscard]] Usage usage(Reader& reader, const Principal& who, Instant now, int days);

}  // namespace parlance::store
