#pragma once

#include "connectors/duckdb/database.hpp"
#include "connectors/source.hpp"

#include <string>

namespace parlance::connectors::duckdb {

/// Tables and views of the file, from DuckDB's own catalog functions.
[[nodiscard]] Schema read_schema(Link& link);

[[nodiscard]] TestReport test_file(const std::string& path);

}  // namespace parlance::connectors::duckdb
