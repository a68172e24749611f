#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::auth {

/// How often somebody may try: a bucket of tokens for each name, refilled with time. In memory, for
/// this process.
class Throttle {
public:
    /// `burst` tries at once, and one more each `refill`.
    Throttle(int burst, std::chrono::seconds refill, Clock clock = system_now);

    /// Counts one try. Throws `Error` (busy, `too_many_attempts`) with the time to wait when the
    /// bucket is empty; a refused try counts for nothing.
    void take(std::string_view name);
    /// Uncounts one try, because it was a good one.
    void give_back(std::string_view name);
    /// Fills the bucket up again.
    void reset(std::string_view name);

private:
    struct Bucket {
        double tokens;
        Instant filled_at;
    };

    [[nodiscard]] double tokens_in(const Bucket& bucket, Instant now) const;
    void forget_full(Instant now);

    const double burst_;
    const double refill_s_;
    const Clock clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

/// The name under which an address is counted: the whole IPv4 address, the /64 of an IPv6 one.
[[nodiscard]] std::string network_of(const std::string& address);

}  // namespace parlance::auth
