#pragma once

#include "connectors/source.hpp"
#include "connectors/sqlite/handle.hpp"

namespace parlance::connectors::sqlite {

/// Tables and views of the file. Virtual tables and their shadows are left out: their hidden
/// columns and functions step round what the guard knows.
[[nodiscard]] Schema read_schema(Handle& handle);

/// Opens the file and looks at its first pages.
[[nodiscard]] TestReport test_file(const std::string& path);

}  // namespace parlance::connectors::sqlite
