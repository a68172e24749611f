#include "connectors/duckdb/source.hpp"

#include "connectors/duckdb/catalog.hpp"
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

constexpr std::chrono::milliseconds queue_wait_max{10'000};

/// Interrupts a link when the time is over or the query is stopped. An interrupt that comes before
/// the query runs would be lost, so the query also looks here between its steps.
class Stopper {
public:
    void use(Link* link) {
        const std::scoped_lock lock(mutex_);
        link_ = link;
    }

    void strike(bool by_time) {
        (by_time ? timed_out_ : stopped_) = true;
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

/// The link and the cursor of one run. Made and used on blocking threads.
struct Running {
    Running(const std::string& path, const guard::ApprovedQuery& query, Stopper& stop)
        : stopper(stop), link(Database::of(path)), cursor(link, query) {
        stopper.use(&link);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { stopper.use(nullptr); }

    bool fill() {
        stopper.check();
        try {
            const bool more = cursor.fill();
            stopper.check();
            return more;
        } catch (const Error&) {
            stopper.check();  // why it was interrupted, rather than that it was
            throw;
        }
    }

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
    std::string path_;
    BlockingPool& blocking_;
    Slots slots_;
};

Task<RunSummary> DuckdbSource::run(
    guard::ApprovedQuery query,
    RowSink& sink,
    RunContext context,
    std::stop_token stop
) {
    const auto time = std::chrono::milliseconds(query.limits().time_ms);
    auto slot = slots_.try_take();
    if (!slot) {
        slot.emplace(co_await slots_.take(context.tenant_id, std::min(time, queue_wait_max), stop));
    }
    const auto stopper = std::make_shared<Stopper>();
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    timer.async_wait([stopper](boost::system::error_code error) {
        if (!error) stopper->strike(true);
    });
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
