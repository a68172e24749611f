#pragma once

#include "ask/proposal_map.hpp"

#include <string>
#include <vector>

namespace parlance::ask {

/// Something that can be measured, over all rows of a table.
struct Measure {
    std::string title;  ///< `Average price`
    engine::Term term;
    engine::TableId home = engine::nothing;
    std::string metric;  ///< the name of the engine's metric, if it is one
    double worth = 0;
    bool counts = false;  ///< the rows themselves
};

/// What can be measured of a table: the engine's metrics, how many rows there are, and its numbers,
/// added up or averaged as their names ask for.
[[nodiscard]] std::vector<Measure> measures_of(const SourceMap& map, engine::TableId table);

}  // namespace parlance::ask
