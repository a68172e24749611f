#pragma once

#include "base/task.hpp"
#include "catalog/values.hpp"
#include "catalog/view.hpp"
#include "connectors/source.hpp"

#include <string>
#include <string_view>

namespace parlance::catalog {

/// Reads what a person writes on the command line for a source: `sqlite:PATH`, `duckdb:PATH`,
/// `postgresql://user:password@host:port/database?sslmode=require`, or a path whose ending says
/// what it is
/// (`.sqlite`, `.sqlite3`, `.db`). Throws `Error` (invalid) that says which forms there are.
[[nodiscard]] connectors::Connection connection_named(std::string_view name);

/// Opens a source without a server or a store: the one person at the command line may see all of
/// it.
Task<View> open_local(
    connectors::Connection connection,
    const connectors::Environment& environment,
    ValueLimits limits
);

}  // namespace parlance::catalog
