#include "connectors/postgres/socket.hpp"

#include "connectors/failures.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace parlance::connectors::postgres {

namespace asio = boost::asio;

void Socket::attach(const asio::any_io_executor& executor, int descriptor) {
    detach();
    aborted_ = false;
    descriptor_.emplace(executor, descriptor);
}

void Socket::detach() {
    if (descriptor_) descriptor_->release();
    descriptor_.reset();
}

Task<void> Socket::wait(Wait what) {
    if (aborted_) throw gone();
    auto waiting = descriptor_->async_wait(what, asio::as_tuple(asio::use_awaitable));
    const auto [error] = co_await std::move(waiting);
    if (error || aborted_) throw gone();
}

void Socket::abort() {
    aborted_ = true;
    if (descriptor_) descriptor_->cancel();
}

Alarm::Alarm(
    const asio::any_io_executor& executor,
    const std::shared_ptr<Socket>& socket,
    std::chrono::milliseconds limit
)
    : timer_(executor, limit) {
    timer_.async_wait([weak = std::weak_ptr(socket)](boost::system::error_code error) {
        const auto alive = weak.lock();
        if (!error && alive) alive->abort();
    });
}

}  // namespace parlance::connectors::postgres
