#pragma once

#include "ask/answer.hpp"
#include "store/history.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace parlance::ask {

/// The lines of two texts side by side: the fewest that must go and come.
[[nodiscard]] std::vector<DiffLine> diff_of(std::string_view before, std::string_view after);

/// The SQL of an earlier query that a follow-up may change, in the dialect that every source takes;
/// none when it has none.
[[nodiscard]] const std::optional<std::string>& refinable(const store::HistoryEntry& entry);

/// The turns that a follow-up may change: what was answered from this source, oldest first. What
/// no longer parses is left out.
[[nodiscard]] std::vector<engine::Turn>
turns_of(std::span<const store::HistoryEntry> entries, std::string_view connection_id);

}  // namespace parlance::ask
