#include "connectors/postgres/watch.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace parlance::connectors::postgres {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds obey_time{2'000};

void send_cancel(PGcancel* request) {
    std::array<char, 256> ignored{};
    PQcancel(request, ignored.data(), ignored.size());
    PQfreeCancel(request);
}

}  // namespace

Watch::Watch(const asio::any_io_executor& executor, Session& session, BlockingPool& blocking)
    : timer_(executor),
      cancel_done_(executor),
      socket_(session.socket()),
      connection_(session.raw()),
      blocking_(blocking) {}

std::shared_ptr<Watch> Watch::start(
    const asio::any_io_executor& executor,
    Session& session,
    BlockingPool& blocking,
    std::chrono::milliseconds time,
    std::stop_token stop
) {
    auto watch = std::make_shared<Watch>(executor, session, blocking);
    watch->arm(time);
    if (!stop.stop_possible()) return watch;
    auto on_stop = [weak = std::weak_ptr(watch), executor] {
        asio::post(executor, [weak] {
            if (const auto alive = weak.lock()) alive->strike(Ended::cancelled);
        });
    };
    watch->on_stop_.emplace(std::move(stop), std::move(on_stop));
    return watch;
}

void Watch::arm(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        const auto alive = weak.lock();
        if (!error && alive) alive->strike(Ended::timed_out);
    });
}

void Watch::strike(Ended why) {
    if (finished_) return;
    if (ended_ == Ended::no) ended_ = why;
    cancel();
}

void Watch::cancel() {
    if (finished_) return;
    if (cancel_sent_) {
        // Striking again after `obey_time`: the server did not obey.
        if (timer_.expiry() <= std::chrono::steady_clock::now()) socket_->abort();
        return;
    }
    cancel_sent_ = true;
    arm(obey_time);
    PGcancel* request = PQgetCancel(connection_);
    if (request == nullptr) return socket_->abort();
    cancel_runs_ = true;
    auto done = [self = shared_from_this()] {
        self->cancel_runs_ = false;
        self->cancel_done_.cancel();
    };
    asio::post(blocking_.executor(), [request, done, executor = timer_.get_executor()] {
        send_cancel(request);
        asio::post(executor, done);
    });
}

void Watch::finish() {
    finished_ = true;
    on_stop_.reset();
    timer_.cancel();
}

Task<void> Watch::settled() {
    if (!cancel_runs_) co_return;
    cancel_done_.expires_after(obey_time);
    co_await cancel_done_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (cancel_runs_) socket_->abort();
}

}  // namespace parlance::connectors::postgres
