#pragma once

#include "base/clock.hpp"
#include "base/rows.hpp"
#include "base/task.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace parlance::ask {

/// A result that others may be given, whole.
struct Remembered {
    ResultSet result;
    RunSummary summary;
    Instant at;  ///< when it was computed
};
using SharedResult = std::shared_ptr<const Remembered>;

/// Memory that a result takes.
[[nodiscard]] std::size_t bytes_of(const Remembered& remembered);

/// A query that runs, and those who wait for its rows instead of running it again.
class Flight {
public:
    Flight(std::string tenant_id, std::string connection_id)
        : tenant_id(std::move(tenant_id)), connection_id(std::move(connection_id)) {}

    const std::string tenant_id;
    const std::string connection_id;

    /// Waits until the flight lands. Null: it failed, was cancelled or grew too large, or took
    /// longer than `wait`. Throws `query_cancelled` when `stop` is requested.
    Task<SharedResult> wait(std::chrono::milliseconds wait, std::stop_token stop);
    /// Lets everybody go. Only the first call counts.
    void land(SharedResult result);

    /// What it brings must not be remembered: something that it stands on has changed.
    void ground() noexcept { grounded_ = true; }
    [[nodiscard]] bool grounded() const noexcept { return grounded_; }

private:
    struct Waiter;

    std::mutex mutex_;
    std::vector<std::shared_ptr<Waiter>> waiters_;
    SharedResult result_;
    bool landed_ = false;
    std::atomic<bool> grounded_ = false;
};

/// Who leads has a flight to land; who joined has what it brought, perhaps nothing.
using Boarding = std::variant<std::shared_ptr<Flight>, SharedResult>;

}  // namespace parlance::ask
