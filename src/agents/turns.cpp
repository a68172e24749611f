#include "agents/turns.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace parlance::agents {

namespace asio = boost::asio;

struct Turns::Waiter {
    Waiter(const asio::any_io_executor& executor, std::chrono::milliseconds wait)
        : timer(executor, wait) {}

    /// From any thread.
    static void wake(const WaiterPtr& waiter) {
        asio::post(waiter->timer.get_executor(), [waiter] { waiter->timer.cancel(); });
    }

    asio::steady_timer timer;
    bool granted = false;  ///< under the mutex
};

Turn::~Turn() {
    if (turns_) turns_->give_back();
}

Task<std::expected<Turn, Trouble>>
Turns::take(std::chrono::milliseconds wait, std::stop_token stop) {
    const auto waiter = std::make_shared<Waiter>(co_await asio::this_coro::executor, wait);
    if (!enter(waiter)) co_return std::unexpected(Trouble{.reason = Reason::busy});
    const std::stop_callback on_stop(stop, [waiter] { Waiter::wake(waiter); });
    co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));

    if (!leave(waiter)) {
        co_return std::unexpected(
            Trouble{.reason = stop.stop_requested() ? Reason::cancelled : Reason::busy}
        );
    }
    Turn turn(shared_from_this());
    if (stop.stop_requested()) co_return std::unexpected(Trouble{.reason = Reason::cancelled});
    co_return turn;
}

bool Turns::enter(const WaiterPtr& waiter) {
    const std::scoped_lock lock(mutex_);
    if (taken_ < most_) {
        ++taken_;
        waiter->granted = true;
        waiter->timer.expires_after(std::chrono::milliseconds(0));
        return true;
    }
    if (queue_.size() >= queue_max_) return false;
    queue_.push_back(waiter);
    return true;
}

bool Turns::leave(const WaiterPtr& waiter) {
    const std::scoped_lock lock(mutex_);
    if (!waiter->granted) std::erase(queue_, waiter);
    return waiter->granted;
}

void Turns::give_back() {
    const std::scoped_lock lock(mutex_);
    if (queue_.empty()) {
        --taken_;
        return;
    }
    const WaiterPtr next = std::move(queue_.front());
    queue_.pop_front();
    next->granted = true;
    Waiter::wake(next);
}

}  // namespace parlance::agents
