#pragma once

#include "connectors/sqlite_writer.hpp"

#include <chrono>
#include <filesystem>
#include <vector>

namespace parlance::catalog {

/// The tables and rows of a small shop for newcomers to ask about: categories, products, employees,
/// customers, orders, order items and reviews of about two and a half years that end the day before
/// `today`.
/// The same day gives the same rows, on every machine.
///
/// Every price is a multiple of a quarter, so that sums of the REAL columns are exact and an answer
/// reads 18.75, not 18.749999999999996.
[[nodiscard]] std::vector<connectors::NewTable> sample_shop(std::chrono::sys_days today);

/// Writes the shop to a SQLite file. Blocks for some tens of milliseconds.
void write_sample_shop(const std::filesystem::path& file, std::chrono::sys_days today);

}  // namespace parlance::catalog
