#pragma once

#include "base/clock.hpp"
#include "base/threads.hpp"
#include "store/retention.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace parlance::serve {

/// Tidies the store up now and then, on a thread of its own, while it lives.
class Maintenance {
public:
    Maintenance(
        store::Database& database,
        store::Retention kept,
        std::chrono::milliseconds every = std::chrono::hours(1),
        Clock clock = system_now
    );
    Maintenance(const Maintenance&) = delete;
    Maintenance& operator=(const Maintenance&) = delete;
    /// Waits for what is being done.
    ~Maintenance();

private:
    void run();
    void tidy();

    store::Database& database_;
    const store::Retention kept_;
    const std::chrono::milliseconds every_;
    const Clock clock_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool over_ = false;
    BigThread thread_;  ///< last: it uses what stands above
};

}  // namespace parlance::serve
