#pragma once

#include "engine/model.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Yes and no, as older databases write it: 1 and 0, `Y` and `N`, `true` and `false` as texts.
namespace parlance::engine {

/// The column holds nothing but yes and no, whatever its type.
[[nodiscard]] bool holds_flags(const ColumnModel& column);

/// A column of numbers with this name may hold flags: its values tell.
[[nodiscard]] bool may_be_flag(std::string_view column_name);

/// How a column that is no boolean writes yes or no.
[[nodiscard]] std::string written_flag(const ColumnModel& column, bool yes);

}  // namespace parlance::engine
