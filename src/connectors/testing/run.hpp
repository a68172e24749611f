#pragma once

#include "base/rows.hpp"
#include "base/testing/code_of.hpp"
#include "base/threads.hpp"
#include "base/wait_for.hpp"
#include "connectors/source.hpp"
#include "guard/approve.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace parlance::connectors::testing {

/// What the guard makes of `text` for the schema as the source has it now.
inline guard::ApprovedQuery
approved(Source& source, std::string_view text, guard::Limits limits = {}) {
    const Schema schema = wait_for(source.introspection().schema());
    return guard::approve(text, schema, {.identity = "test", .limits = limits});
}

/// Approves and runs; keeps all rows.
inline ResultSet run(Source& source, std::string_view text, guard::Limits limits = {}) {
    Collected sink;
    wait_for(source.run(approved(source, text, limits), sink, {"req-1", "t1"}, {}));
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

}  // namespace parlance::connectors::testing
