#pragma once

#include "base/task.hpp"
#include "serve/mcp/bulletin.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace parlance::serve::mcp {

/// News on their way from any thread to the coroutine that waits for them.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
public:
    explicit Mailbox(boost::asio::any_io_executor executor);

    /// From any thread. A client that takes nothing for long misses the oldest.
    void put(const News& news);
    /// The next news; nothing when it was stopped.
    Task<std::optional<News>> take(std::stop_token stop);

private:
    void wake();

    boost::asio::any_io_executor executor_;
    boost::asio::steady_timer timer_;
    std::mutex mutex_;
    std::deque<News> waiting_;
};

}  // namespace parlance::serve::mcp
