#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace parlance::connectors {

/// NULL, a whole number, a number or text.
using NewCell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A table to be made: its name, its CREATE TABLE statement (our own text, never a person's), and
/// its rows, each as long as the table is wide.
struct NewTable {
    std::string name;
    std::string create;
    std::vector<std::vector<NewCell>> rows;
};

/// Writes a new SQLite file of these tables, in this order, in one transaction. It appears under
/// its name only when it is whole; an older file of that name is replaced. Throws `Error`
/// (`storage_failed`) when the disk does not take it, and leaves nothing behind.
void write_sqlite(const std::filesystem::path& file, const std::vector<NewTable>& tables);

}  // namespace parlance::connectors
