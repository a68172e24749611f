#pragma once

#include "base/task.hpp"
#include "catalog/knowledge_file.hpp"
#include "catalog/profile.hpp"
#include "catalog/values.hpp"
#include "catalog/view.hpp"
#include "connectors/source.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::catalog {

/// Reads what a person writes on the command line for a source: `sqlite:PATH`, `duckdb:PATH`,
/// `postgresql://user:password@host:port/database?sslmode=require`, or a path whose ending says
/// what it is
/// (`.sqlite`, `.sqlite3`, `.db`). Throws `Error` (invalid) that says which forms there are.
[[nodiscard]] connectors::Connection connection_named(std::string_view name);

/// Opens a source without a server or a store: the one person at the command line may see all of
/// it, and may teach it a file of knowledge. Throws `Error` (invalid, `knowledge_invalid`) when
/// some of that does not hold for the source.
Task<View> open_local(
    connectors::Connection connection,
    const connectors::Environment& environment,
    ValueLimits limits,
    std::optional<KnowledgeDocument> knowledge = {}
);

/// How the values of a table of such a source are spread, without what seems sensitive. Throws
/// `Error` when the database will not have it.
Task<TableProfile> local_profile(const View& view, Table table, std::stop_token stop);

}  // namespace parlance::catalog
