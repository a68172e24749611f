#include "connectors/slots.hpp"

#include "base/error.hpp"
#include "connectors/failures.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace parlance::connectors {

namespace asio = boost::asio;

struct Slots::Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer(executor) {}

    /// From any thread.
    static void wake(const std::shared_ptr<Waiter>& waiter) {
        asio::post(waiter->timer.get_executor(), [waiter] { waiter->timer.cancel(); });
    }

    asio::steady_timer timer;
    bool granted = false;  ///< under the mutex
};

Slot::~Slot() {
    if (slots_ != nullptr) slots_->give_back();
}

std::optional<Slot> Slots::try_take() {
    const std::scoped_lock lock(mutex_);
    if (taken_ >= slots_max_ || !turns_.empty()) return std::nullopt;
    ++taken_;
    return std::optional<Slot>(std::in_place, *this);
}

Task<Slot> Slots::take(std::string tenant, std::chrono::milliseconds wait, std::stop_token stop) {
    if (auto slot = try_take()) co_return std::move(*slot);
    const auto waiter = std::make_shared<Waiter>(co_await asio::this_coro::executor);
    waiter->timer.expires_after(wait);
    enqueue(tenant, waiter);
    const std::stop_callback on_stop(stop, [waiter] { Waiter::wake(waiter); });
    co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));

    const bool granted = [&] {
        const std::scoped_lock lock(mutex_);
        return waiter->granted;
    }();
    if (!granted) leave(tenant, waiter);
    // Between the two looks the slot may have come after all.
    if (waiter->granted) {
        Slot slot(*this);
        if (stop.stop_requested()) throw cancelled();
        co_return slot;
    }
    if (stop.stop_requested()) throw cancelled();
    throw busy();
}

void Slots::enqueue(const std::string& tenant, std::shared_ptr<Waiter> waiter) {
    const std::scoped_lock lock(mutex_);
    if (taken_ < slots_max_ && turns_.empty()) {
        ++taken_;
        waiter->granted = true;
        return Waiter::wake(waiter);
    }
    Queue& queue = queues_[tenant];
    if (queue.size() >= queue_max) throw busy();
    if (queue.empty()) turns_.push_back(tenant);
    queue.push_back(std::move(waiter));
}

void Slots::leave(const std::string& tenant, const std::shared_ptr<Waiter>& waiter) {
    const std::scoped_lock lock(mutex_);
    if (waiter->granted) return;
    const auto queue = queues_.find(tenant);
    std::erase(queue->second, waiter);
    if (!queue->second.empty()) return;
    queues_.erase(queue);
    std::erase(turns_, tenant);
}

std::shared_ptr<Slots::Waiter> Slots::next() {
    const std::string tenant = std::move(turns_.front());
    turns_.pop_front();
    const auto queue = queues_.find(tenant);
    std::shared_ptr<Waiter> waiter = std::move(queue->second.front());
    queue->second.pop_front();
    if (queue->second.empty()) {
        queues_.erase(queue);
    } else {
        turns_.push_back(tenant);
    }
    return waiter;
}

void Slots::give_back() {
    const std::scoped_lock lock(mutex_);
    if (turns_.empty()) {
        --taken_;
        return;
    }
    const auto waiter = next();
    waiter->granted = true;
    Waiter::wake(waiter);
}

}  // namespace parlance::connectors
