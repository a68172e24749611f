#include "connectors/postgres/source.hpp"

#include "connectors/failures.hpp"
#include "connectors/postgres/catalog.hpp"
#include "connectors/postgres/cost.hpp"
#include "connectors/postgres/exchange.hpp"
#include "connectors/postgres/pool.hpp"
#include "connectors/postgres/texts.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace parlance::connectors::postgres {

namespace {

constexpr std::chrono::milliseconds queue_wait_max{10'000};
/// Whose rights Parlance's own look at the catalog has.
constexpr std::string_view nobody = "introspection";

/// COPY saves the server about a quarter of a microsecond per row and costs two round trips.
bool copy_pays(const Texts::Memory& memory, const Session& session) {
    return memory.shape && !memory.shape->columns.empty() &&
           memory.rows > 8 * session.round_trip_us;
}

/// What came of a statement.
struct Ran {
    RunSummary summary;
    std::shared_ptr<const Shape> shape;
};

class PostgresSource : public Source, public Introspection {
public:
    PostgresSource(const Connection& connection, const Environment& environment)
        : pool_(connection, environment) {}

    Task<RunSummary>
    run(guard::ApprovedQuery query, RowSink& sink, RunContext context, std::stop_token stop
    ) override;
    Task<std::optional<double>>
    estimate(guard::ApprovedQuery query, RunContext context, std::stop_token stop) override;
    Introspection& introspection() override { return *this; }
    Dialect dialect() const noexcept override { return Dialect::postgres; }

    Task<Schema> schema() override;
    Task<TestReport> test() override { return test_connection(pool_); }

private:
    using MakeStatement = std::function<Statement(const Session&)>;

    Task<Ran> exchange(
        const guard::ApprovedQuery& query,
        const MakeStatement& make,
        RowSink& sink,
        const RunContext& context,
        std::stop_token stop
    );
    Statement statement_for(
        const guard::ApprovedQuery& query,
        const RunContext& context,
        const Session& session
    );

    Pool pool_;
    Texts texts_;
};

Statement PostgresSource::statement_for(
    const guard::ApprovedQuery& query,
    const RunContext& context,
    const Session& session
) {
    Statement statement;
    statement.text = query.text();
    statement.parameters = query.parameters();
    statement.limits = query.limits();
    statement.request_id = context.request_id;
    const auto memory = texts_.recall(query.text());
    if (!memory) return statement;
    if (copy_pays(*memory, session)) statement.copy = query.inlined();
    statement.keep_plan = !statement.copy;
    statement.known = memory->shape;
    return statement;
}

/// Runs a statement about `query` on a session for its rights; once more on a new session when the
/// first was to blame.
Task<Ran> PostgresSource::exchange(
    const guard::ApprovedQuery& query,
    const MakeStatement& make,
    RowSink& sink,
    const RunContext& context,
    std::stop_token stop
) {
    if (stop.stop_requested()) throw cancelled();
    auto slot = pool_.slots().try_take();
    if (!slot) {
        const auto wait =
            std::min(std::chrono::milliseconds(query.limits().time_ms), queue_wait_max);
        slot.emplace(co_await pool_.turn(context.tenant_id, wait, stop));
    }
    for (bool again = false;; again = true) {
        auto session = co_await pool_.session(query.policy_identity(), again);
        Exchange exchange(*session, make(*session), sink);
        std::exception_ptr failed;
        Ran ran;
        try {
            ran.summary = co_await exchange.run(pool_.blocking(), stop);
        } catch (...) {
            failed = std::current_exception();
        }
        if (failed || query.reads_more_than_tables()) session->mark_changed();
        if (exchange.reusable()) pool_.give_back(std::move(session));
        ran.shape = exchange.shape();
        if (!failed) co_return ran;
        texts_.forget(query.text());
        if (again || !exchange.may_retry()) std::rethrow_exception(failed);
    }
}

Task<RunSummary> PostgresSource::run(
    guard::ApprovedQuery query,
    RowSink& sink,
    RunContext context,
    std::stop_token stop
) {
    const auto make = [&](const Session& session) {
        return statement_for(query, context, session);
    };
    const Ran ran = co_await exchange(query, make, sink, context, std::move(stop));
    texts_.remember(query.text(), {.rows = ran.summary.rows, .shape = ran.shape});
    co_return ran.summary;
}

Task<std::optional<double>>
PostgresSource::estimate(guard::ApprovedQuery query, RunContext context, std::stop_token stop) {
    const std::string text = "EXPLAIN (FORMAT JSON) " + query.text();
    const auto make = [&](const Session&) {
        Statement statement;
        statement.text = text;
        statement.parameters = query.parameters();
        statement.limits = limits_of_estimate(query.limits());
        statement.request_id = context.request_id;
        return statement;
    };
    Collected plan;
    co_await exchange(query, make, plan, context, std::move(stop));
    co_return cost_of(plan.result);
}

Task<Schema> PostgresSource::schema() {
    const Slot slot = co_await pool_.turn("", queue_wait_max, {});
    for (bool again = false;; again = true) {
        auto session = co_await pool_.session(std::string(nobody), again);
        std::exception_ptr failed;
        try {
            Schema schema = co_await read_schema(*session);
            pool_.give_back(std::move(session));
            co_return schema;
        } catch (...) {
            failed = std::current_exception();
        }
        // An idle connection may have died unnoticed; a new one tells.
        if (again || !session->reused) std::rethrow_exception(failed);
    }
}

}  // namespace

std::unique_ptr<Source> open(const Connection& connection, const Environment& environment) {
    return std::make_unique<PostgresSource>(connection, environment);
}

}  // namespace parlance::connectors::postgres
