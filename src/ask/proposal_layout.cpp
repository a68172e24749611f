#include "ask/proposal_layout.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace parlance::ask {

namespace {

constexpr std::int64_t number_height = 2;
constexpr std::int64_t chart_height = 4;
constexpr std::int64_t table_height = 5;

/// Tiles side by side, all over the width of the grid.
void stand_in_row(std::span<ProposedTile> tiles, std::int64_t y, std::int64_t height) {
    const auto width = store::grid_columns / static_cast<std::int64_t>(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i)
        tiles[i].place = {static_cast<std::int64_t>(i) * width, y, width, height};
}

}  // namespace

void lay_out(std::vector<ProposedTile>& tiles) {
    std::int64_t y = 0;
    for (auto at = tiles.begin(); at != tiles.end();) {
        const auto end = std::find_if(at, tiles.end(), [&](const ProposedTile& each) {
            return each.kind != at->kind;
        });
        const std::ptrdiff_t side_by_side = at->kind == "number" ? 4 : at->kind == "chart" ? 2 : 1;
        const std::int64_t height = at->kind == "number"  ? number_height
                                    : at->kind == "chart" ? chart_height
                                                          : table_height;
        while (at != end) {
            const std::ptrdiff_t count = std::min(side_by_side, std::distance(at, end));
            stand_in_row({at, static_cast<std::size_t>(count)}, y, height);
            y += height;
            at += count;
        }
    }
}

}  // namespace parlance::ask
