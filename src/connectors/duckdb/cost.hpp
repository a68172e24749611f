#pragma once

#include "connectors/duckdb/database.hpp"
#include "guard/approved_query.hpp"

#include <optional>
#include <string_view>

namespace parlance::connectors::duckdb {

/// The rows that pass through the plan of the query, by DuckDB's own expectation; none when it
/// cannot be read. Throws the mapped failure when the query cannot be planned.
[[nodiscard]] std::optional<double> cost_of(Link& link, const guard::ApprovedQuery& query);

/// The same from what `EXPLAIN (FORMAT JSON)` said.
[[nodiscard]] std::optional<double> cost_of_plan(std::string_view plan);

}  // namespace parlance::connectors::duckdb
