#pragma once

#include "base/rows.hpp"
#include "guard/policy.hpp"

#include <optional>

namespace parlance::connectors::postgres {

/// A plan is made within the query's time, and within seconds; it is one row of bounded size.
[[nodiscard]] guard::Limits limits_of_estimate(const guard::Limits& query);

/// The total cost in what `EXPLAIN (FORMAT JSON)` said; none when it cannot be read.
[[nodiscard]] std::optional<double> cost_of(const ResultSet& plan);

}  // namespace parlance::connectors::postgres
