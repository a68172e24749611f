#pragma once

#include "connectors/new_table.hpp"

#include <filesystem>
#include <vector>

namespace parlance::connectors {

/// Writes a new DuckDB file of these tables. Text in a column of another type is read as a literal
/// of that type. Throws `Error` (`storage_failed`) when it cannot.
void write_duckdb(const std::filesystem::path& file, const std::vector<NewTable>& tables);

}  // namespace parlance::connectors
