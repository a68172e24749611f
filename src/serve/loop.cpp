#include "serve/loop.hpp"

#include "base/log.hpp"

#include <boost/asio/post.hpp>

#include <poll.h>

namespace parlance::serve {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto tick_time = 250ms;
/// What is left when the drain ends gets so long to notice that its connection is closed.
constexpr auto last_grace = 2s;

}  // namespace

Loop::Loop(std::size_t number)
    : drain_ends_(Clock::time_point::max()), work_(context_.get_executor()), timer_(context_) {
    boost::asio::post(context_, [this] { tick(); });
    thread_ = BigThread("serve-" + std::to_string(number), [this] { context_.run(); });
}

Loop::~Loop() {
    drain(0s);
    join();
    over_ = true;
}

void Loop::add(Connection& connection) {
    all_.insert(&connection);
}

void Loop::remove(Connection& connection) {
    all_.erase(&connection);
    --(connection.welcome ? count_ : unwelcome_);
    end_when_empty();
}

void Loop::drain(Clock::duration grace) {
    boost::asio::post(context_, [this, grace] {
        draining_ = true;
        drain_ends_ = std::min(drain_ends_, Clock::now() + grace);
        for (Connection* connection : all_) {
            connection->last_request = true;
            if (connection->idle) connection->wire->close();
        }
        end_when_empty();
    });
}

void Loop::end_when_empty() {
    if (over_ || !draining_ || !all_.empty()) return;
    work_.reset();
    timer_.cancel();
}

void Loop::tick() {
    if (draining_ && all_.empty()) return;
    watch_deadlines();
    watch_clients();
    for (Connection* connection : all_) {
        if (connection->on_tick) connection->on_tick();
    }
    timer_.expires_after(tick_time);
    timer_.async_wait([this](boost::system::error_code cancelled) {
        if (!cancelled) tick();
    });
}

void Loop::watch_deadlines() {
    const Clock::time_point now = Clock::now();
    const bool over = now > drain_ends_;
    for (Connection* connection : all_) {
        if (over && connection->running != nullptr) connection->running->request_stop();
        if (over || now > connection->wire->deadline()) connection->wire->close();
    }
    if (now < drain_ends_ || now - drain_ends_ < last_grace) return;
    log::warning("drain_gave_up", {{"connections", all_.size()}});
    context_.stop();
}

/// A client that has closed its side while a handler works for it will not read the answer.
void Loop::watch_clients() {
    std::vector<pollfd> sockets;
    std::vector<Connection*> watched;
    for (Connection* connection : all_) {
        if (connection->running == nullptr) continue;
        sockets.push_back({.fd = connection->wire->descriptor(), .events = POLLRDHUP, .revents = 0}
        );
        watched.push_back(connection);
    }
    if (sockets.empty() || poll(sockets.data(), sockets.size(), 0) <= 0) return;
    for (std::size_t index = 0; index < sockets.size(); ++index) {
        if (sockets[index].revents != 0) watched[index]->running->request_stop();
    }
}

}  // namespace parlance::serve
