#pragma once

#include "connectors/source.hpp"

#include <memory>

namespace parlance::connectors::duckdb {

/// Only files that Parlance made itself (`trusted_file`): DuckDB does not promise to read hostile
/// ones safely. Throws `duckdb_file_refused` for others, and what `checked_file` throws.
[[nodiscard]] std::unique_ptr<Source>
open(const Connection& connection, const Environment& environment);

}  // namespace parlance::connectors::duckdb
