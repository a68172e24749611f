#pragma once

#include "base/task.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace parlance::connectors::postgres {

/// Waits for libpq's socket on the io_context of the caller. The descriptor stays libpq's: it is
/// lent here while something runs, and may be lent to another io_context the next time.
class Socket : public std::enable_shared_from_this<Socket> {
public:
    using Wait = boost::asio::posix::stream_descriptor::wait_type;

    ~Socket() { detach(); }

    void attach(const boost::asio::any_io_executor& executor, int descriptor);
    void detach();

    /// Throws `database_gone` when aborted.
    Task<void> wait(Wait what);
    /// Ends the current wait and all later ones. Only on the executor it is attached to.
    void abort();
    [[nodiscard]] bool aborted() const noexcept { return aborted_; }

private:
    std::optional<boost::asio::posix::stream_descriptor> descriptor_;
    bool aborted_ = false;
};

/// Aborts the socket after `limit`, unless it is destroyed before.
class Alarm {
public:
    Alarm(
        const boost::asio::any_io_executor& executor,
        const std::shared_ptr<Socket>& socket,
        std::chrono::milliseconds limit
    );

private:
    boost::asio::steady_timer timer_;
};

}  // namespace parlance::connectors::postgres
