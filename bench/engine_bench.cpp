#include "engine/understand.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>

/// Questions on made-up schemas: the time from words to a query tree, without any database.
namespace {

using parlance::Type;

constexpr std::array<const char*, 10> nouns{
    "customer",
    "order",
    "invoice",
    "product",
    "shipment",
    "supplier",
    "ticket",
    "project",
    "contract",
    "machine"
};

struct Made {
    parlance::Schema schema;
    std::vector<parlance::engine::ColumnValues> values;
};

/// Ten columns a table; `names` different values in one of them.
Made made_schema(int tables, int names) {
    Made made;
    auto& [schema, values] = made;
    for (int i = 0; i < tables; ++i) {
        const std::string name =
            fmt::format("{}_{}", nouns.at(static_cast<std::size_t>(i) % nouns.size()), i);
        parlance::Table table{
            .schema = "public",
            .name = i < 10 ? std::string(nouns.at(static_cast<std::size_t>(i))) : name
        };
        table.columns = {
            {.name = "id", .type = Type::integer},
            {.name = "name", .type = Type::text},
            {.name = "status", .type = Type::text},
            {.name = "created_at", .type = Type::timestamp},
            {.name = "amount", .type = Type::decimal},
            {.name = "quantity", .type = Type::integer},
            {.name = "city", .type = Type::text},
            {.name = "is_active", .type = Type::boolean},
            {.name = "note", .type = Type::text}
        };
        table.primary_key = {"id"};
        if (i > 0) {
            const std::string& parent = schema.tables[static_cast<std::size_t>(i / 3)].name;
            table.columns.push_back({.name = parent + "_id", .type = Type::integer});
            table.foreign_keys.push_back({{parent + "_id"}, "public", parent, {"id"}});
        }
        parlance::engine::ColumnValues called{
            .schema = "public", .table = table.name, .column = "name"
        };
        for (int k = 0; k < names; ++k)
            called.values.push_back(fmt::format("{} number {}", table.name, k));
        values.push_back(std::move(called));
        values.push_back(
            {.schema = "public",
             .table = table.name,
             .column = "status",
             .values = {"open", "closed", "pending"},
             .complete = true}
        );
        schema.tables.push_back(std::move(table));
    }
    return made;
}

auto pack_of(Made made) {
    return parlance::engine::SchemaPack::build(std::move(made.schema), std::move(made.values), {});
}

double milliseconds(std::chrono::steady_clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Resident memory of this process, in MB.
double resident() {
    std::ifstream status("/proc/self/statm");
    double pages = 0;
    status >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

constexpr std::array<const char*, 6> questions{
    "How many orders are there per status?",
    "Top 5 customers by amount of orders in 2024",
    "Which customer has the most invoices?",
    "open tickets created last month with amount over 500",
    "average amount by city for pending shipments",
    "customers without contracts"
};

void ask(benchmark::State& state) {
    const auto pack = pack_of(made_schema(static_cast<int>(state.range(0)), 200));
    const parlance::Instant now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 30};
    std::vector<double> times;
    for (auto _ : state) {
        const std::string question = questions.at(times.size() % questions.size());
        const auto begun = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(parlance::engine::understand({question, now}, *pack));
        times.push_back(milliseconds(std::chrono::steady_clock::now() - begun));
    }
    std::ranges::sort(times);
    state.counters["p50_ms"] = times[times.size() / 2];
    state.counters["p99_ms"] = times[times.size() * 99 / 100];
}
BENCHMARK(ask)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond)->MinTime(1);

/// Tables, and different values a table; `MB` is what the pack added to the process.
void build(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        const double before = resident();
        Made made = made_schema(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
        state.ResumeTiming();
        const auto pack = pack_of(std::move(made));
        state.PauseTiming();
        state.counters["MB"] = resident() - before;
        state.ResumeTiming();
    }
}
BENCHMARK(build)
    ->Args({100, 200})
    ->Args({1000, 1000})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
