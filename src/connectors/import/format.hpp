#pragma once

#include <cstdint>
#include <string>

namespace parlance::connectors::import {

enum class Format : std::uint8_t { csv, json, parquet, duckdb, sqlite };

[[nodiscard]] const char* name_of(Format format) noexcept;

/// What the file is, by its content; the extension only decides where the content does not.
/// Throws `file_empty` and `file_not_recognised`.
[[nodiscard]] Format format_of(const std::string& path, const std::string& extension);

}  // namespace parlance::connectors::import
