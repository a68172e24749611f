#pragma once

#include "base/threads.hpp"
#include "connectors/postgres/session.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace parlance::connectors::postgres {

/// Ends a running statement: when it was stopped, when its time is over, or when nobody wants its
/// rows. First it asks the server (`PQcancel`, on a blocking thread); when the server does not obey
/// within two seconds, it gives the connection up.
class Watch : public std::enable_shared_from_this<Watch> {
public:
    enum class Ended : std::uint8_t { no, cancelled, timed_out };

    static std::shared_ptr<Watch> start(
        const boost::asio::any_io_executor& executor,
        Session& session,
        BlockingPool& blocking,
        std::chrono::milliseconds time,
        std::stop_token stop
    );

    /// Asks the server to cancel because its rows are not wanted any more.
    void cancel();
    /// Nothing is running any more.
    void finish();
    /// Waits until a cancellation that is under way has reached the server.
    Task<void> settled();

    [[nodiscard]] Ended ended() const noexcept { return ended_; }
    [[nodiscard]] bool cancel_sent() const noexcept { return cancel_sent_; }

    Watch(const boost::asio::any_io_executor& executor, Session& session, BlockingPool& blocking);

private:
    using OnStop = std::stop_callback<std::function<void()>>;

    void strike(Ended why);
    void arm(std::chrono::milliseconds time);

    boost::asio::steady_timer timer_;
    boost::asio::steady_timer cancel_done_;
    std::shared_ptr<Socket> socket_;
    PGconn* connection_;
    BlockingPool& blocking_;
    std::optional<OnStop> on_stop_;
    Ended ended_ = Ended::no;
    bool finished_ = false;
    bool cancel_sent_ = false;
    bool cancel_runs_ = false;
};

}  // namespace parlance::connectors::postgres
