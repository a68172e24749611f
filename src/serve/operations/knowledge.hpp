#pragma once

#include "serve/operation.hpp"

#include <vector>

namespace parlance::serve {

/// The glossary and the verified questions of a source.
[[nodiscard]] std::vector<Operation> knowledge_operations();

/// Import and export of both; part of the above.
[[nodiscard]] std::vector<Operation> knowledge_file_operations();

/// Import of dbt's files; part of the above.
[[nodiscard]] std::vector<Operation> dbt_operations();

}  // namespace parlance::serve
