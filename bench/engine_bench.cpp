#include "engine/understand.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

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

std::shared_ptr<const parlance::engine::SchemaPack> pack_of(int tables) {
    parlance::Schema schema;
    std::vector<parlance::engine::ColumnValues> values;
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
        parlance::engine::ColumnValues names{
            .schema = "public", .table = table.name, .column = "name"
        };
        for (int k = 0; k < 200; ++k)
            names.values.push_back(fmt::format("{} number {}", table.name, k));
        values.push_back(std::move(names));
        values.push_back(
            {.schema = "public",
             .table = table.name,
             .column = "status",
             .values = {"open", "closed", "pending"},
             .complete = true}
        );
        schema.tables.push_back(std::move(table));
    }
    return parlance::engine::SchemaPack::build(std::move(schema), std::move(values), {});
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
    const auto pack = pack_of(static_cast<int>(state.range(0)));
    const parlance::Instant now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 30};
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            parlance::engine::understand({questions.at(at++ % questions.size()), now}, *pack)
        );
    }
}
BENCHMARK(ask)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

void build(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(pack_of(static_cast<int>(state.range(0))));
}
BENCHMARK(build)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
