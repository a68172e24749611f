#include "connectors/sqlite/source.hpp"

#include "connectors/failures.hpp"
#include "connectors/file_rules.hpp"
#include "connectors/slots.hpp"
#include "connectors/sqlite/catalog.hpp"
#include "connectors/sqlite/cursor.hpp"

#include <mutex>
#include <utility>
#include <vector>

namespace parlance::connectors::sqlite {

namespace {

constexpr std::chrono::milliseconds queue_wait_max{10'000};

/// Idle handles of one file. A handle whose file was replaced is not used again.
class Handles {
public:
    explicit Handles(std::string path) : path_(std::move(path)) {}

    std::unique_ptr<Handle> take() {
        const FileIdentity now = identity_of(path_);
        {
            const std::scoped_lock lock(mutex_);
            std::erase_if(idle_, [&](const auto& each) {
                return each->identity().inode != now.inode || each->identity().device != now.device;
            });
            if (!idle_.empty()) {
                auto handle = std::move(idle_.back());
                idle_.pop_back();
                return handle;
            }
        }
        return std::make_unique<Handle>(path_);
    }

    void give_back(std::unique_ptr<Handle> handle) {
        const std::scoped_lock lock(mutex_);
        if (idle_.size() < idle_max) idle_.push_back(std::move(handle));
    }

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    static constexpr std::size_t idle_max = 4;

    std::string path_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Handle>> idle_;
};

/// A handle on loan, with the cursor that uses it. Made and used on blocking threads.
class Loan {
public:
    Loan(Handles& handles, const guard::ApprovedQuery& query, std::stop_token stop)
        : handles_(handles),
          handle_(handles.take()),
          cursor_(std::in_place, *handle_, query, stop),
          on_stop_(std::in_place, stop, Interrupt{handle_->raw()}) {}
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ~Loan() {
        on_stop_.reset();
        cursor_.reset();
        handles_.give_back(std::move(handle_));
    }

    Cursor& cursor() { return *cursor_; }

private:
    struct Interrupt {
        sqlite3* database;
        void operator()() const noexcept { sqlite3_interrupt(database); }
    };

    Handles& handles_;
    std::unique_ptr<Handle> handle_;
    std::optional<Cursor> cursor_;
    std::optional<std::stop_callback<Interrupt>> on_stop_;
};

class SqliteSource : public Source, public Introspection {
public:
    SqliteSource(std::string path, const Environment& environment)
        : blocking_(environment.blocking),
          handles_(std::move(path)),
          slots_(environment.connections_max) {}

    Task<RunSummary>
    run(guard::ApprovedQuery query, RowSink& sink, RunContext context, std::stop_token stop
    ) override;
    /// SQLite's EXPLAIN names steps and no costs.
    Task<std::optional<double>> estimate(guard::ApprovedQuery, RunContext, std::stop_token)
        override {
        co_return std::nullopt;
    }
    Introspection& introspection() override { return *this; }
    Dialect dialect() const noexcept override { return Dialect::sqlite; }

    Task<Schema> schema() override;
    Task<TestReport> test() override;

private:
    BlockingPool& blocking_;
    Handles handles_;
    Slots slots_;
};

Task<RunSummary> SqliteSource::run(
    guard::ApprovedQuery query,
    RowSink& sink,
    RunContext context,
    std::stop_token stop
) {
    auto slot = slots_.try_take();
    if (!slot) {
        const auto wait =
            std::min(std::chrono::milliseconds(query.limits().time_ms), queue_wait_max);
        slot.emplace(co_await slots_.take(context.tenant_id, wait, stop));
    }
    std::optional<Loan> loan;
    auto first = [&] {
        loan.emplace(handles_, query, stop);
        return loan->cursor().fill();
    };
    bool more = co_await blocking(blocking_, first);
    Cursor& cursor = loan->cursor();
    co_await sink.begin(cursor.columns());
    while (cursor.rows().batch().rows() > 0) {
        co_await sink.rows(cursor.rows().batch());
        cursor.rows().next_batch();
        if (!more) break;
        auto next = [&] { return cursor.fill(); };
        more = co_await blocking(blocking_, next);
    }
    co_return cursor.rows().summary(cursor.elapsed_ms());
}

Task<Schema> SqliteSource::schema() {
    auto work = [this] {
        auto handle = handles_.take();
        Schema schema = read_schema(*handle);
        handles_.give_back(std::move(handle));
        return schema;
    };
    co_return co_await blocking(blocking_, work);
}

Task<TestReport> SqliteSource::test() {
    auto work = [this] { return test_file(handles_.path()); };
    co_return co_await blocking(blocking_, work);
}

}  // namespace

std::unique_ptr<Source> open(const Connection& connection, const Environment& environment) {
    return std::make_unique<SqliteSource>(
        checked_file(connection, environment.file_roots), environment
    );
}

}  // namespace parlance::connectors::sqlite
