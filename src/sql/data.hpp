#pragma once

#include <string_view>

/// The files of `src/sql/data`, embedded by the build.
namespace parlance::sql::data {

extern const std::string_view functions;
extern const std::string_view postgres;
extern const std::string_view sqlite;
extern const std::string_view duckdb;

}  // namespace parlance::sql::data
