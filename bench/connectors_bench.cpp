#include "base/testing/temporary_folder.hpp"
#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"

#include <boost/asio/detached.hpp>

#include <benchmark/benchmark.h>

#include <string>

namespace parlance::connectors {
namespace {

/// Rows of the width that reports have; made by the server itself.
constexpr const char* rows_script =
    "CREATE TABLE orders AS SELECT g AS id, g % 1000 AS customer_id, 'paid' AS status, "
    "(g * 1.25)::numeric(12,2) AS total, 'EUR' AS currency, "
    "TIMESTAMP '2024-01-01' + g * interval '1 minute' AS created_at "
    "FROM generate_series(1, 100000) g; ALTER TABLE orders ADD PRIMARY KEY (id); ANALYZE orders";

struct Discard : RowSink {
    Task<void> begin(const std::vector<ResultColumn>&) override { co_return; }
    Task<void> rows(const Batch& batch) override {
        bytes += batch.bytes();
        co_return;
    }
    std::size_t bytes = 0;
};

struct World {
    World() { server.script(rows_script); }

    testing::PostgresServer server;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "bench"};
    std::unique_ptr<Source> source = open(server.connection(), environment);
    Schema schema = wait_for(source->introspection().schema());
};

World& world() {
    static World one;
    return one;
}

/// `state.range(0)` rows by key order, `state.range(1)` queries at once on one io_context.
void postgres_rows(benchmark::State& state) {
    const std::string text =
        "SELECT id, customer_id, status, total, currency, created_at FROM orders WHERE id <= " +
        std::to_string(state.range(0)) + " ORDER BY id";
    const auto query = guard::approve(text, world().schema, {});
    std::size_t bytes = 0;
    const auto one = [&]() -> Task<void> {
        Discard sink;
        co_await world().source->run(query, sink, {"bench", "t"}, {});
        bytes += sink.bytes;
    };
    for (auto _ : state) {
        boost::asio::io_context context(1);
        for (std::int64_t each = 0; each < state.range(1); ++each)
            boost::asio::co_spawn(context, one(), boost::asio::detached);
        context.run();
    }
    state.SetItemsProcessed(state.iterations() * state.range(1));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(postgres_rows)
    ->ArgNames({"rows", "at_once"})
    ->ArgsProduct({{1, 1000, 100'000}, {1, 8}})
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);

void text_cells(benchmark::State& state) {
    const auto query =
        guard::approve("SELECT status, currency, created_at FROM orders", world().schema, {});
    for (auto _ : state) {
        Discard sink;
        wait_for(world().source->run(query, sink, {"bench", "t"}, {}));
        benchmark::DoNotOptimize(sink.bytes);
    }
}
BENCHMARK(text_cells)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parlance::connectors
