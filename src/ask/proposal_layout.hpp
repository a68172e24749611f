#pragma once

#include "ask/proposal.hpp"

namespace parlance::ask {

/// Gives proposed tiles their places: numbers side by side on top, then charts in pairs, tables
/// over the whole width. Expects them in this order.
void lay_out(std::vector<ProposedTile>& tiles);

}  // namespace parlance::ask
