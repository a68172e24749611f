#include "connectors/postgres/pool.hpp"

#include "connectors/failures.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace parlance::connectors::postgres {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds idle_max{60};
/// A session idle for longer is asked before it is used: firewalls forget connections silently.
constexpr std::chrono::seconds trusted_idle{20};

}  // namespace

/// The sessions that nobody uses, the latest last. Closes them by a timer on the blocking pool.
class Pool::Idle : public std::enable_shared_from_this<Pool::Idle> {
public:
    struct Entry {
        std::unique_ptr<Session> session;
        Clock::time_point since;
    };

    explicit Idle(BlockingPool& blocking) : timer_(blocking.executor()) {}

    std::optional<Entry> pop() {
        const std::scoped_lock lock(mutex_);
        if (entries_.empty()) return std::nullopt;
        std::optional<Entry> last(std::move(entries_.back()));
        entries_.pop_back();
        return last;
    }

    void push(std::unique_ptr<Session> session) {
        const std::scoped_lock lock(mutex_);
        if (closed_) return;
        entries_.push_back({std::move(session), Clock::now()});
        if (!std::exchange(timer_runs_, true)) schedule();
    }

    void close() {
        std::vector<Entry> ended;
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        ended.swap(entries_);
        timer_.cancel();
    }

private:
    void schedule() {
        timer_.expires_after(idle_max);
        timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
            const auto alive = weak.lock();
            if (!error && alive) alive->close_old();
        });
    }

    void close_old() {
        std::vector<Entry> ended;
        const std::scoped_lock lock(mutex_);
        const auto limit = Clock::now() - idle_max;
        const auto young =
            std::ranges::find_if(entries_, [&](const Entry& entry) { return entry.since > limit; });
        std::move(entries_.begin(), young, std::back_inserter(ended));
        entries_.erase(entries_.begin(), young);
        timer_runs_ = !entries_.empty();
        if (timer_runs_) schedule();
    }

    std::mutex mutex_;
    asio::steady_timer timer_;
    std::vector<Entry> entries_;
    bool timer_runs_ = false;
    bool closed_ = false;
};

Pool::Pool(const Connection& connection, const Environment& environment)
    : blocking_(environment.blocking),
      target_(std::make_shared<const Target>(connection, environment)),
      slots_(environment.connections_max),
      idle_(std::make_shared<Idle>(environment.blocking)) {}

Pool::~Pool() {
    idle_->close();
}

Task<Slot> Pool::turn(std::string tenant, std::chrono::milliseconds wait, std::stop_token stop) {
    return slots_.take(std::move(tenant), wait, std::move(stop));
}

Task<std::unique_ptr<Session>> Pool::session(std::string identity, bool fresh) {
    while (!fresh) {
        auto idle = idle_->pop();
        if (!idle) break;
        if (!idle->session->looks_alive()) continue;
        if (Clock::now() - idle->since > trusted_idle) {
            idle->session->attach(co_await asio::this_coro::executor);
            const bool answers = co_await idle->session->answers();
            idle->session->detach();
            if (!answers) continue;
        }
        Session& session = *idle->session;
        if (!session.turn_to(identity) && !co_await session.clean()) continue;
        idle->session->reused = true;
        co_return std::move(idle->session);
    }
    auto session = co_await connect();
    session->turn_to(identity);
    co_return session;
}

Task<std::unique_ptr<Session>> Pool::connect() {
    auto resolve = [target = target_] { return target->addresses(); };
    std::vector<std::string> addresses = co_await parlance::blocking(blocking_, std::move(resolve));
    if (addresses.empty()) addresses.emplace_back();
    std::optional<Error> failed;
    for (const std::string& address : addresses) {
        try {
            co_return co_await Session::connect(*target_, address);
        } catch (const Error& error) {
            failed = error;
        }
    }
    throw *std::move(failed);
}

void Pool::give_back(std::unique_ptr<Session> session) {
    session->reused = true;
    idle_->push(std::move(session));
}

}  // namespace parlance::connectors::postgres
