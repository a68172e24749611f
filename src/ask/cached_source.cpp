#include "ask/cached_source.hpp"

#include "ask/repeatable.hpp"

#include <utility>

namespace parlance::ask {

namespace {

/// Flights that fail before somebody runs the query alone: the failure of one must not become a
/// queue of failures.
constexpr int flights_max = 2;
/// A flight lands a little later than its query ends.
constexpr std::chrono::milliseconds landing_time{2'000};

/// Lands a flight without result when nothing better has happened.
class Landing {
public:
    Landing(QueryCache& cache, const CachePlace& place, std::shared_ptr<Flight> flight)
        : cache_(cache), place_(place), flight_(std::move(flight)) {}
    Landing(const Landing&) = delete;
    Landing& operator=(const Landing&) = delete;
    ~Landing() { with(nullptr); }

    void with(SharedResult result) { cache_.land(place_, flight_, std::move(result)); }

private:
    QueryCache& cache_;
    const CachePlace& place_;
    std::shared_ptr<Flight> flight_;
};

/// Gathers rows as long as they are few enough to be remembered; passes on what are too many.
class Gathering final : public RowSink {
public:
    Gathering(RowSink& sink, Landing& landing, std::size_t bytes_max)
        : sink_(sink), landing_(landing), bytes_max_(bytes_max) {}

    Task<void> begin(const std::vector<ResultColumn>& columns) override {
        gathered_.result.columns = columns;
        gathered_.result.rows = Batch(columns.size());
        co_return;
    }

    Task<void> rows(const Batch& batch) override {
        if (passing_) co_return co_await sink_.rows(batch);
        gathered_.result.rows.append(batch);
        if (bytes_of(gathered_) > bytes_max_) co_await pass();
    }

    [[nodiscard]] bool passing() const noexcept { return passing_; }
    [[nodiscard]] Remembered take() { return std::move(gathered_); }

private:
    Task<void> pass() {
        passing_ = true;
        landing_.with(nullptr);
        const Remembered gathered = take();
        co_await sink_.begin(gathered.result.columns);
        co_await sink_.rows(gathered.result.rows);
    }

    RowSink& sink_;
    Landing& landing_;
    std::size_t bytes_max_;
    Remembered gathered_;
    bool passing_ = false;
};

}  // namespace

Task<RunSummary> CachedSource::run(
    guard::ApprovedQuery query,
    RowSink& sink,
    connectors::RunContext context,
    std::stop_token stop
) {
    if (repeatable(query)) {
        const CachePlace place = place_of(scope_, query);
        const auto wait = std::chrono::milliseconds(query.limits().time_ms) + landing_time;
        for (int flights = 0; flights < flights_max; ++flights) {
            if (SharedResult known = cache_->find(place))
                co_return co_await replay(std::move(known), sink);
            Boarding boarding = co_await cache_->board(place, wait, stop);
            if (auto* flight = std::get_if<std::shared_ptr<Flight>>(&boarding)) {
                co_return co_await lead(
                    place, std::move(*flight), std::move(query), sink, std::move(context), stop
                );
            }
            SharedResult result = std::get<SharedResult>(std::move(boarding));
            if (result) co_return co_await replay(std::move(result), sink);
        }
    }
    co_return co_await behind_->run(std::move(query), sink, std::move(context), stop);
}

Task<RunSummary> CachedSource::lead(
    CachePlace place,
    std::shared_ptr<Flight> flight,
    guard::ApprovedQuery query,
    RowSink& sink,
    connectors::RunContext context,
    std::stop_token stop
) {
    std::shared_ptr<const Remembered> made;
    RunSummary summary;
    {
        Landing landed(*cache_, place, std::move(flight));
        Gathering gathering(sink, landed, cache_->limits().entry_bytes_max);
        const Instant begun = cache_->now();
        summary = co_await behind_->run(std::move(query), gathering, std::move(context), stop);
        if (gathering.passing()) co_return summary;
        Remembered remembered = gathering.take();
        remembered.summary = summary;
        remembered.at = begun;
        made = std::make_shared<const Remembered>(std::move(remembered));
        landed.with(made);
    }
    co_await sink.begin(made->result.columns);
    if (made->result.rows.rows() > 0) co_await sink.rows(made->result.rows);
    co_return summary;
}

Task<RunSummary> CachedSource::replay(SharedResult result, RowSink& sink) {
    const auto age = std::chrono::floor<std::chrono::milliseconds>(cache_->now() - result->at);
    age_ = std::max(age, age_.value_or(std::chrono::milliseconds(0)));
    co_await sink.begin(result->result.columns);
    if (result->result.rows.rows() > 0) co_await sink.rows(result->result.rows);
    RunSummary summary = result->summary;
    summary.execution_ms = 0;
    co_return summary;
}

}  // namespace parlance::ask
