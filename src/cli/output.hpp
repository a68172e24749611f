#pragma once

#include "base/rows.hpp"

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace parlance::cli {

/// How a command prints rows.
enum class Format : std::uint8_t { table, json, csv };

/// Adds `--format table|json|csv`.
void add_format(CLI::App& words, Format& format);

/// The result as an aligned table; cells are cut only when a person watches.
[[nodiscard]] std::string table_of(const ResultSet& result);

/// Writes the result to standard output as the API would: JSON or CSV.
void print_rows(const ResultSet& result, const RunSummary& summary, Format format);

}  // namespace parlance::cli
