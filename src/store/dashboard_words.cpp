#include "store/dashboard_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <utility>
#include <vector>

namespace parlance::store {

namespace {

using Differences = std::vector<std::string_view>;

std::string named(const TileDraft& tile) {
    if (!tile.title.empty()) return fmt::format("the tile “{}”", tile.title);
    return tile.kind == "text" ? "a text" : "a tile";
}

std::string told(std::string_view what, const Differences& differences) {
    if (differences.empty()) return fmt::format("Saved {} as it was", what);
    return fmt::format("Changed {}: {}", what, fmt::join(differences, ", "));
}

}  // namespace

std::string words_of_change(const DashboardContent& before, const DashboardContent& after) {
    Differences all;
    const auto compare = [&](std::string_view name, auto DashboardContent::* member) {
        if (before.*member != after.*member) all.push_back(name);
    };
    compare("title", &DashboardContent::title);
    compare("description", &DashboardContent::description);
    compare("how often it refreshes", &DashboardContent::refresh_seconds);
    compare("filters", &DashboardContent::filters);
    return told("the dashboard", all);
}

std::string words_of_change(const TileDraft& before, const TileDraft& after) {
    Differences all;
    const auto compare = [&](std::string_view name, auto TileDraft::* member) {
        if (before.*member != after.*member) all.push_back(name);
    };
    compare("title", &TileDraft::title);
    compare("text", &TileDraft::text);
    compare("shown as", &TileDraft::kind);
    compare("SQL", &TileDraft::sql);
    compare("source", &TileDraft::connection_id);
    compare("question", &TileDraft::question);
    compare("chart", &TileDraft::chart);
    compare("how often it refreshes", &TileDraft::refresh_seconds);
    if (after.place && after.place != before.place) all.push_back("place");
    return told(named(before), all);
}

std::string words_of_moves(std::size_t tiles) {
    return tiles == 1 ? "Moved a tile" : fmt::format("Moved {} tiles", tiles);
}

std::string words_of_added(const TileDraft& tile) {
    return "Added " + named(tile);
}

std::string words_of_removed(const TileDraft& tile) {
    return "Removed " + named(tile);
}

std::string words_of_copy(const std::string& title) {
    return fmt::format("Copied it from “{}”", title);
}

}  // namespace parlance::store
