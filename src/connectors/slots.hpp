#pragma once

#include "base/task.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace parlance::connectors {

class Slots;

/// The right to use one connection of a source; gives itself back.
class Slot {
public:
    explicit Slot(Slots& slots) : slots_(&slots) {}
    Slot(Slot&& other) noexcept : slots_(std::exchange(other.slots_, nullptr)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot();

private:
    Slots* slots_;
};

/// How many may use a source at once. Who comes when all are taken waits; tenants take turns, so
/// that one with many requests does not starve the others. Callers' executors run one thing at a
/// time (an io_context per thread).
class Slots {
public:
    explicit Slots(std::size_t slots_max) : slots_max_(slots_max) {}

    /// A free slot, without waiting; none when others wait or all are taken.
    [[nodiscard]] std::optional<Slot> try_take();

    /// Waits for a slot. Throws `connection_busy` (busy) after `wait` or when the tenant's queue is
    /// full, `query_cancelled` when `stop` is requested.
    Task<Slot> take(std::string tenant, std::chrono::milliseconds wait, std::stop_token stop);

private:
    friend class Slot;
    struct Waiter;
    using Queue = std::deque<std::shared_ptr<Waiter>>;

    void give_back();
    void enqueue(const std::string& tenant, std::shared_ptr<Waiter> waiter);
    void leave(const std::string& tenant, const std::shared_ptr<Waiter>& waiter);
    std::shared_ptr<Waiter> next();

    static constexpr std::size_t queue_max = 1024;  ///< per tenant

    std::mutex mutex_;
    std::size_t slots_max_;
    std::size_t taken_ = 0;
    std::map<std::string, Queue> queues_;
    std::deque<std::string> turns_;  ///< tenants with a queue, next one first
};

}  // namespace parlance::connectors
