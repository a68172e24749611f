#pragma once

#include "base/threads.hpp"
#include "serve/wire.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <unordered_set>

namespace parlance::serve {

/// What a loop knows of a connection that it serves. All of it belongs to the loop's thread.
struct Connection {
    std::unique_ptr<Wire> wire;
    bool welcome = true;                  ///< counted; false for one that is turned away
    bool idle = true;                     ///< between two requests
    bool last_request = false;            ///< the server drains: no other request follows
    std::stop_source* running = nullptr;  ///< of the handler that runs, if one does
    std::function<void()> on_tick;        ///< while a stream of events is open
};

/// One thread with its own event loop and the connections it serves.
///
/// Four times a second it looks after all of them at once: it closes those whose deadline has
/// passed, and stops the handlers of clients that have gone. So a request costs no timer and no
/// second read on its socket.
class Loop {
public:
    explicit Loop(std::size_t number);
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop();

    [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }
    [[nodiscard]] std::size_t connections() const noexcept { return count_.load(); }

    /// Those that are only being turned away.
    [[nodiscard]] std::size_t unwelcome() const noexcept { return unwelcome_.load(); }

    /// From any thread: a connection is on its way. It counts from now on, so that a burst of them
    /// is spread evenly.
    void expect(bool welcome) noexcept { ++(welcome ? count_ : unwelcome_); }
    /// On the loop's thread, for one that was expected.
    void add(Connection& connection);
    void remove(Connection& connection);
    [[nodiscard]] bool draining() const noexcept { return draining_; }

    /// From any thread: closes what is idle and lets the rest end after its request. After `grace`
    /// the handlers that still run are stopped and their connections closed.
    void drain(std::chrono::steady_clock::duration grace);
    void join() { thread_.join(); }

private:
    void tick();
    void watch_deadlines();
    void watch_clients();
    void end_when_empty();

    std::unordered_set<Connection*> all_;
    std::atomic<std::size_t> count_ = 0;
    std::atomic<std::size_t> unwelcome_ = 0;
    bool draining_ = false;
    bool over_ = false;  ///< the thread has ended; what was cut off is being cleared away
    std::chrono::steady_clock::time_point drain_ends_;
    // Destroying the context ends what still waits in it, which uses what stands above.
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::steady_timer timer_;
    BigThread thread_;
};

}  // namespace parlance::serve
