#pragma once

#include "base/schema.hpp"
#include "base/task.hpp"
#include "connectors/source.hpp"
#include "engine/schema_pack.hpp"
#include "guard/policy.hpp"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace parlance::catalog {

/// How much is read to learn a source's values: rows looked at per table, distinct values kept per
/// column, time in all. What does not fit in the time is left out; the engine does without.
struct ValueLimits {
    std::int64_t rows_per_table = 100'000;
    std::int64_t values_per_column = 2'000;
    std::int64_t value_bytes = 200;  ///< longer texts are prose, not values
    std::int64_t time_ms = 20'000;
    std::size_t columns = 2'000;
};

/// Reads the distinct values of the text columns, through the guard and under the policy like
/// anybody's question: what the policy hides cannot get into the pack. Columns that fail are left
/// out.
Task<std::vector<engine::ColumnValues>> collect_values(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    guard::Policy policy,
    ValueLimits limits,
    std::stop_token stop
);

}  // namespace parlance::catalog
