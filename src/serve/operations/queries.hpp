#pragma once

#include "serve/operation.hpp"

namespace parlance::serve {

/// Asking, in plain language and in SQL, and what there is to ask about.
[[nodiscard]] std::vector<Operation> query_operations();

/// What was asked before, and stopping what runs.
[[nodiscard]] std::vector<Operation> history_operations();

/// Results that are remembered.
[[nodiscard]] std::vector<Operation> cache_operations();

/// Who did what.
[[nodiscard]] std::vector<Operation> log_operations();

/// How asking went lately, in figures.
[[nodiscard]] std::vector<Operation> overview_operations();

}  // namespace parlance::serve
