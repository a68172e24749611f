#pragma once

#include "base/error.hpp"
#include "base/rows.hpp"
#include "base/threads.hpp"
#include "connectors/source.hpp"
#include "guard/approve.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace parlance::connectors::testing {

/// Runs a coroutine to its end on an io_context of its own; rethrows what it throws.
template <class Value>
Value await(Task<Value> task) {
    boost::asio::io_context context(1);
    std::exception_ptr failed;
    std::optional<Value> got;
    auto keep = [&](std::exception_ptr error, Value value) {
        failed = error;
        if (!error) got.emplace(std::move(value));
    };
    boost::asio::co_spawn(context, std::move(task), keep);
    context.run();
    if (failed) std::rethrow_exception(failed);
    return std::move(*got);
}

/// What the guard makes of `text` for the schema as the source has it now.
inline guard::ApprovedQuery
approved(Source& source, std::string_view text, guard::Limits limits = {}) {
    const Schema schema = await(source.introspection().schema());
    return guard::approve(text, schema, {.identity = "test", .limits = limits});
}

/// Approves and runs; keeps all rows.
inline ResultSet run(Source& source, std::string_view text, guard::Limits limits = {}) {
    Collected sink;
    await(source.run(approved(source, text, limits), sink, {"req-1", "t1"}, {}));
    return std::move(sink.result);
}

/// The cells of a result as text, NULL as `∅`; columns by `|`, rows by line ends.
inline std::string table_of(const ResultSet& result) {
    std::string text;
    for (std::size_t row = 0; row < result.rows.rows(); ++row) {
        if (row > 0) text += '\n';
        for (std::size_t at = 0; at < result.rows.columns(); ++at) {
            const auto& cell = result.rows.row(row)[at];
            if (at > 0) text += '|';
            text += cell.kind == CellKind::null ? "∅" : std::string(result.rows.text(cell));
        }
    }
    return text;
}

/// The stable code of the `Error` that `work` throws; empty when it throws none.
template <class Work>
std::string code_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error.code();
    }
    return "";
}

}  // namespace parlance::connectors::testing
