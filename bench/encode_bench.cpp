// How fast rows become the text of a reply: bytes of output per second.
#include "serve/row_encoder.hpp"

#include <benchmark/benchmark.h>

namespace parlance::serve {
namespace {

/// A thousand rows of the kind that q4 of the peers' comparison returns.
Batch orders() {
    Batch batch(6);
    for (int row = 0; row < 1000; ++row) {
        batch.add(CellKind::number, std::to_string(1'000'000 + row));
        batch.add(CellKind::number, std::to_string(row * 7 % 100'000));
        batch.add(CellKind::text, "shipped");
        batch.add(CellKind::text, "2026-03-0" + std::to_string(1 + row % 9) + "T10:15:00Z");
        batch.add(CellKind::number, std::to_string(row) + ".50");
        batch.add(CellKind::text, "EUR");
    }
    return batch;
}

Batch texts(std::string_view text) {
    Batch batch(4);
    for (int cell = 0; cell < 4000; ++cell)
        batch.add(CellKind::text, text);
    return batch;
}

void encode(benchmark::State& state, const Batch& batch, RowFormat format) {
    std::string out;
    std::int64_t bytes = 0;
    for (auto _ : state) {
        RowEncoder encoder(format);
        out.clear();
        encoder.rows(out, batch);
        benchmark::DoNotOptimize(out.data());
        bytes += static_cast<std::int64_t>(out.size());
    }
    state.SetBytesProcessed(bytes);
}

void orders_json(benchmark::State& state) {
    encode(state, orders(), RowFormat::json);
}
void orders_csv(benchmark::State& state) {
    encode(state, orders(), RowFormat::csv);
}
void long_ascii_json(benchmark::State& state) {
    encode(
        state,
        texts("The customer asked for a delivery before noon, and nobody was at home."),
        RowFormat::json
    );
}
void escaped_json(benchmark::State& state) {
    encode(state, texts("He said \"yes\"\nand then \"no\"\tand left."), RowFormat::json);
}
void cyrillic_json(benchmark::State& state) {
    encode(state, texts("Съешь же ещё этих мягких французских булок"), RowFormat::json);
}

BENCHMARK(orders_json);
BENCHMARK(orders_csv);
BENCHMARK(long_ascii_json);
BENCHMARK(escaped_json);
BENCHMARK(cyrillic_json);

}  // namespace
}  // namespace parlance::serve
