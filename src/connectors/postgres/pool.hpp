#pragma once

#include "connectors/postgres/session.hpp"
#include "connectors/postgres/target.hpp"
#include "connectors/slots.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace parlance::connectors::postgres {

/// The connections of one source: at most `connections_max` in use, idle ones kept for a minute.
/// Their sockets belong to no io_context while idle, so whoever comes next takes the one used last.
class Pool {
public:
    Pool(const Connection& connection, const Environment& environment);
    ~Pool();

    /// Waits for a turn, at most `wait`.
    Task<Slot> turn(std::string tenant, std::chrono::milliseconds wait, std::stop_token stop);
    /// A session that lives, and holds nothing of people with other rights; needs a turn. `fresh`
    /// takes no idle one.
    Task<std::unique_ptr<Session>> session(std::string identity, bool fresh);
    /// A new session, beside the pool: for tests of the connection.
    Task<std::unique_ptr<Session>> connect();
    void give_back(std::unique_ptr<Session> session);

    [[nodiscard]] Slots& slots() noexcept { return slots_; }
    [[nodiscard]] BlockingPool& blocking() noexcept { return blocking_; }
    [[nodiscard]] const Target& target() const noexcept { return *target_; }

private:
    class Idle;

    BlockingPool& blocking_;
    std::shared_ptr<const Target> target_;
    Slots slots_;
    std::shared_ptr<Idle> idle_;
};

}  // namespace parlance::connectors::postgres
