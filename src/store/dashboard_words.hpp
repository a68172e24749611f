#pragma once

#include "store/dashboards.hpp"

#include <cstddef>
#include <string>

/// What was done to a dashboard, for people to read: `Changed the tile “Orders”: SQL, chart`.
namespace parlance::store {

[[nodiscard]] std::string
words_of_change(const DashboardContent& before, const DashboardContent& after);
[[nodiscard]] std::string words_of_change(const TileDraft& before, const TileDraft& after);
[[nodiscard]] std::string words_of_moves(std::size_t tiles);
[[nodiscard]] std::string words_of_added(const TileDraft& tile);
[[nodiscard]] std::string words_of_removed(const TileDraft& tile);
[[nodiscard]] std::string words_of_copy(const std::string& title);

}  // namespace parlance::store
