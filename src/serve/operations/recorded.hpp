#pragma once

#include "ask/journal.hpp"
#include "ask/running.hpp"
#include "base/outcome.hpp"
#include "base/stopwatch.hpp"
#include "serve/call.hpp"
#include "serve/operations/history_shapes.hpp"
#include "serve/services.hpp"

#include <chrono>
#include <stop_token>
#include <utility>

namespace parlance::serve {

/// A fresh record of a query that `call` asks for.
[[nodiscard]] ask::Record new_record(const Services& with, const Call& call, QueryKind kind);

/// Runs `work(record, stop)`, a coroutine, as a query of the one who calls: it can be cancelled
/// under the record's id, and it is written down, however it ends, before the reply leaves.
template <class Work>
auto recorded(Services& with, Call& call, ask::Record record, Work work)
    -> std::invoke_result_t<Work, ask::Record&, std::stop_token> {
    const Stopwatch watch;
    const store::Database::Expected written(with.store->database());
    const auto ticket = with.running->begin(call.who(), record.id, call.stop);
    auto result = co_await outcome_of(work(record, ticket->stop()));
    record.duration_ms = watch.ms();
    if (!result) ask::note_failure(record, result.error());
    co_await ask::write_down(*with.store, *with.ledger, call.who(), std::move(record));
    if (!result) std::rethrow_exception(result.error());
    co_return std::move(*result);
}

}  // namespace parlance::serve
