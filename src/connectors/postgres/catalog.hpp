#pragma once

#include "connectors/postgres/pool.hpp"
#include "connectors/source.hpp"

namespace parlance::connectors::postgres {

/// Tables, views, materialised views, partitions and foreign tables that the account may SELECT
/// from, at least in part, with three set-based queries.
[[nodiscard]] Task<Schema> read_schema(Session& session);

/// Connects beside the pool and looks at the server, the account and its rights.
[[nodiscard]] Task<TestReport> test_connection(Pool& pool);

/// Runs text of our own and returns its rows.
[[nodiscard]] Task<Result> ask(Session& session, const char* text);

}  // namespace parlance::connectors::postgres
