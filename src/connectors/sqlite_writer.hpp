#pragma once

#include "connectors/new_table.hpp"

#include <filesystem>
#include <vector>

namespace parlance::connectors {

/// Writes a new SQLite file of these tables, in this order, in one transaction. It appears under
/// its name only when it is whole; an older file of that name is replaced. Throws `Error`
/// (`storage_failed`) when the disk does not take it, and leaves nothing behind.
void write_sqlite(const std::filesystem::path& file, const std::vector<NewTable>& tables);

}  // namespace parlance::connectors
