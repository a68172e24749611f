#pragma once

#include "connectors/duckdb/api.hpp"
#include "guard/approved_query.hpp"

namespace parlance::connectors::duckdb {

/// Gives the statement the values of the query's parameters. Throws `query_bad_values`.
void bind(duckdb_prepared_statement statement, const guard::ApprovedQuery& query);

}  // namespace parlance::connectors::duckdb
