#pragma once

#include "engine/compile.hpp"
#include "engine/edit_turn.hpp"
#include "engine/understand.hpp"

#include <optional>

namespace parlance::engine {

struct EditedRows {
    Edited edited;
    Compiled compiled;
};

/// Edits a query that has no representation by what it gives: its rows become a table of their own
/// that is filtered, sorted, grouped and counted. None when the instruction says nothing about
/// them.
[[nodiscard]] std::optional<EditedRows>
edit_rows(const Question& said, const sql::Query& before, const Model& model);

}  // namespace parlance::engine
