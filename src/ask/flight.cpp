#include "ask/flight.hpp"

#include "connectors/failures.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace parlance::ask {

namespace asio = boost::asio;

/// As everywhere, a caller's executor runs one thing at a time: a wake that is posted comes after
/// the wait has begun.
struct Flight::Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer(executor) {}

    /// From any thread.
    static void wake(const std::shared_ptr<Waiter>& waiter) {
        asio::post(waiter->timer.get_executor(), [waiter] { waiter->timer.cancel(); });
    }

    asio::steady_timer timer;
};

Task<SharedResult> Flight::wait(std::chrono::milliseconds wait, std::stop_token stop) {
    const auto waiter = std::make_shared<Waiter>(co_await asio::this_coro::executor);
    waiter->timer.expires_after(wait);
    {
        const std::scoped_lock lock(mutex_);
        if (landed_) co_return result_;
        waiters_.push_back(waiter);
    }
    const std::stop_callback on_stop(stop, [waiter] { Waiter::wake(waiter); });
    co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (stop.stop_requested()) throw connectors::cancelled();
    const std::scoped_lock lock(mutex_);
    std::erase(waiters_, waiter);
    co_return result_;
}

void Flight::land(SharedResult result) {
    const std::scoped_lock lock(mutex_);
    if (landed_) return;
    landed_ = true;
    result_ = std::move(result);
    for (const auto& waiter : waiters_)
        Waiter::wake(waiter);
    waiters_.clear();
}

std::size_t bytes_of(const Remembered& remembered) {
    const Batch& rows = remembered.result.rows;
    std::size_t bytes = sizeof(Remembered) + rows.bytes();
    bytes += rows.rows() * rows.columns() * sizeof(Batch::Cell);
    for (const ResultColumn& column : remembered.result.columns)
        bytes += sizeof(ResultColumn) + column.name.size();
    return bytes;
}

}  // namespace parlance::ask
