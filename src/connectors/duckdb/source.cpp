#include "connectors/duckdb/source.hpp"

#include "connectors/duckdb/catalog.hpp"
#include "connectors/duckdb/cost.hpp"
#include "connectors/duckdb/cursor.hpp"
#include "connectors/failures.hpp"
#include "connectors/file_rules.hpp"
#include "connectors/slots.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace parlance::connectors::duckdb {

namespace {

using Millis = std::chrono::milliseconds;

constexpr std::chrono::milliseconds queue_wait_max{10'000};

/// Interrupts a link when the time is over or the query is stopped. An interrupt that meets DuckDB
/// between two steps is lost, so the query also looks here between its own, and `Watch` repeats it.
class Stopper {
public:
    void use(Link* link) {
        const std::scoped_lock lock(mutex_);
        link_ = link;
    }

    void strike(bool by_time) {
        (by_time ? timed_out_ : stopped_) = true;
        strike_again();
    }

    /// Interrupts once more what was struck already.
    void strike_again() {
        if (!stopped_ && !timed_out_) return;
        const std::scoped_lock lock(mutex_);
        if (link_ != nullptr) link_->interrupt();
    }

    /// Throws when struck.
    void check() const {
        if (stopped_) throw cancelled();
        if (timed_out_) throw timed_out();
    }

private:
    std::mutex mutex_;
    Link* link_ = nullptr;
    std::atomic<bool> stopped_ = false;
    std::atomic<bool> timed_out_ = false;
};

/// Strikes at the deadline, and repeats every strike until the run has ended. Lives on one
/// executor.
class Watch : public std::enable_shared_from_this<Watch> {
public:
    Watch(boost::asio::any_io_executor executor, std::shared_ptr<Stopper> stopper, Millis time)
        : timer_(std::move(executor)),
          stopper_(std::move(stopper)),
          deadline_(std::chrono::steady_clock::now() + time) {}

    void tick() {
        constexpr Millis pause{20};
        timer_.expires_at(std::min(deadline_, std::chrono::steady_clock::now() + pause));
        timer_.async_wait([self = shared_from_this()](boost::system::error_code) {
            if (self->ended_) return;
            self->look();
            self->tick();
        });
    }
    void end() {
        ended_ = true;
        timer_.cancel();
    }

private:
    void look() {
        if (std::chrono::steady_clock::now() < deadline_) return stopper_->strike_again();
        deadline_ = std::chrono::steady_clock::time_point::max();
        stopper_->strike(true);
    }

    boost::asio::steady_timer timer_;
    std::shared_ptr<Stopper> stopper_;
    std::chrono::steady_clock::time_point deadline_;
    bool ended_ = false;
};

/// Ends the watch with the run, however that ends.
struct Watched {
    explicit Watched(std::shared_ptr<Watch> watch) : watch(std::move(watch)) {
        this->watch->tick();
    }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched() { watch->end(); }

    std::shared_ptr<Watch> watch;
};

/// The link and the cursor of one run. Made and used on blocking threads.
struct Running {
    Running(const std::string& path, const guard::ApprovedQuery& asked, Stopper& stop)
        : query(asked), stopper(stop), link(Database::of(path)), cursor(link, query) {
        stopper.use(&link);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { stopper.use(nullptr); }

    template <class Work>
    auto watched(Work work) {
        stopper.check();
        try {
            auto made = work();
            stopper.check();
            return made;
        } catch (const Error&) {
            stopper.check();  // why it was interrupted, rather than that it was
            throw;
        }
    }

    bool fill() {
        return watched([this] { return cursor.fill(); });
    }

    std::optional<double> estimate() {
        return watched([this] { return cost_of(link, query); });
    }

    const guard::ApprovedQuery& query;
    Stopper& stopper;
    Link link;
    Cursor cursor;
};

class DuckdbSource : public Source, public Introspection {
public:
    DuckdbSource(std::string path, const Environment& environment)
        : path_(std::move(path)),
          blocking_(environment.blocking),
          slots_(environment.connections_max) {}

    Task<RunSummary>
    run(guard::ApprovedQuery query, RowSink& sink, RunContext context, std::stop_token stop
    ) override;
    Task<std::optional<double>>
    estimate(guard::ApprovedQuery query, RunContext context, std::stop_token stop) override;
    Introspection& introspection() override { return *this; }
    Dialect dialect() const noexcept override { return Dialect::duckdb; }

    Task<Schema> schema() override {
        auto work = [this] {
            Link link(Database::of(path_));
            return read_schema(link);
        };
        co_return co_await blocking(blocking_, work);
    }

    Task<TestReport> test() override {
        auto work = [this] { return test_file(path_); };
        co_return co_await blocking(blocking_, work);
    }

private:
    /// Waits for a turn no longer than the query may take.
    Task<Slot> turn(Millis time, std::string tenant, std::stop_token stop);

    std::string path_;
    BlockingPool& blocking_;
    Slots slots_;
};

Task<Slot> DuckdbSource::turn(Millis time, std::string tenant, std::stop_token stop) {
    if (auto slot = slots_.try_take()) co_return std::move(*slot);
    co_return co_await slots_.take(std::move(tenant), std::min(time, queue_wait_max), stop);
}

Task<std::optional<double>>
DuckdbSource::estimate(guard::ApprovedQuery query, RunContext context, std::stop_token stop) {
    constexpr Millis planning_time_max{5'000};
    const Millis time = std::min(Millis(query.limits().time_ms), planning_time_max);
    const Slot slot = co_await turn(time, context.tenant_id, stop);
    const auto stopper = std::make_shared<Stopper>();
    const Watched watched(
        std::make_shared<Watch>(co_await boost::asio::this_coro::executor, stopper, time)
    );
    const std::stop_callback on_stop(stop, [&] { stopper->strike(false); });
    const auto work = [&] { return Running(path_, query, *stopper).estimate(); };
    co_return co_await blocking(blocking_, work);
}

Task<RunSummary> DuckdbSource::run(
    guard::ApprovedQuery query,
    RowSink& sink,
    RunContext context,
    std::stop_token stop
) {
    const Millis time(query.limits().time_ms);
    const Slot slot = co_await turn(time, context.tenant_id, stop);
    const auto stopper = std::make_shared<Stopper>();
    const auto executor = co_await boost::asio::this_coro::executor;
    const Watched watched(std::make_shared<Watch>(executor, stopper, time));
    const std::stop_callback on_stop(stop, [&] { stopper->strike(false); });

    std::optional<Running> running;
    auto first = [&] {
        running.emplace(path_, query, *stopper);
        return running->fill();
    };
    bool more = co_await blocking(blocking_, first);
    Cursor& cursor = running->cursor;
    co_await sink.begin(cursor.columns());
    while (cursor.rows().batch().rows() > 0) {
        co_await sink.rows(cursor.rows().batch());
        cursor.rows().next_batch();
        if (!more) break;
        auto next = [&] { return running->fill(); };
        more = co_await blocking(blocking_, next);
    }
    co_return cursor.rows().summary(cursor.elapsed_ms());
}

}  // namespace

std::unique_ptr<Source> open(const Connection& connection, const Environment& environment) {
    if (!connection.trusted_file) {
        throw Error(
            Failure::forbidden,
            "duckdb_file_refused",
            "DuckDB files from outside are not opened. Upload the file: its tables are imported."
        );
    }
    return std::make_unique<DuckdbSource>(
        checked_file(connection, environment.file_roots), environment
    );
}

}  // namespace parlance::connectors::duckdb
