#include "serve/mcp/mailbox.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>

namespace parlance::serve::mcp {

namespace {

constexpr std::size_t news_max = 100;

}  // namespace

Mailbox::Mailbox(boost::asio::any_io_executor executor)
    : executor_(std::move(executor)), timer_(executor_) {}

void Mailbox::put(const News& news) {
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() == news_max) waiting_.pop_front();
        waiting_.push_back(news);
    }
    wake();
}

/// The timer belongs to the thread of its executor.
void Mailbox::wake() {
    boost::asio::post(executor_, [self = shared_from_this()] { self->timer_.cancel(); });
}

Task<std::optional<News>> Mailbox::take(std::stop_token stop) {
    const std::stop_callback on_stop(stop, [self = shared_from_this()] { self->wake(); });
    while (!stop.stop_requested()) {
        // Set before looking, so that a call in between is not slept through.
        timer_.expires_at(boost::asio::steady_timer::time_point::max());
        {
            const std::scoped_lock lock(mutex_);
            if (!waiting_.empty()) {
                News next = std::move(waiting_.front());
                waiting_.pop_front();
                co_return next;
            }
        }
        boost::system::error_code woken;
        co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    }
    co_return std::nullopt;
}

}  // namespace parlance::serve::mcp
