#pragma once

#include <chrono>
#include <stop_token>
#include <string>

namespace parlance::connectors::import {

/// Runs this program once more as an import child, gives it `job` and returns what it answers.
/// Throws `import_timeout`, `import_cancelled`, `file_not_recognised` (when the child crashed over
/// the file) and `import_failed`.
[[nodiscard]] std::string
run_child(const std::string& job, std::chrono::seconds time, std::stop_token stop);

}  // namespace parlance::connectors::import
