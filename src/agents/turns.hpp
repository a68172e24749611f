#pragma once

#include "agents/trouble.hpp"
#include "base/task.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <expected>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>

namespace parlance::agents {

class Turns;

/// The right to use an endpoint once; gives itself back.
class Turn {
public:
    explicit Turn(std::shared_ptr<Turns> turns) : turns_(std::move(turns)) {}
    Turn(Turn&&) noexcept = default;
    Turn& operator=(Turn&&) = delete;
    ~Turn();

private:
    std::shared_ptr<Turns> turns_;
};

/// How many may use an endpoint at once; the others wait, first come first served. Safe to use from
/// any thread; callers' executors run one thing at a time (an io_context per thread).
class Turns : public std::enable_shared_from_this<Turns> {
public:
    Turns(std::size_t most, std::size_t queue_max) : most_(most), queue_max_(queue_max) {}

    /// `busy` after `wait` or when too many wait already, `cancelled` when `stop` is requested.
    Task<std::expected<Turn, Trouble>> take(std::chrono::milliseconds wait, std::stop_token stop);

private:
    friend class Turn;
    struct Waiter;
    using WaiterPtr = std::shared_ptr<Waiter>;

    /// Takes a turn at once or stands in line; false when the line is full.
    bool enter(const WaiterPtr& waiter);
    /// Whether it has its turn; it stands in line no longer.
    bool leave(const WaiterPtr& waiter);
    void give_back();

    std::mutex mutex_;
    const std::size_t most_;
    const std::size_t queue_max_;
    std::size_t taken_ = 0;
    std::deque<WaiterPtr> queue_;
};

}  // namespace parlance::agents
