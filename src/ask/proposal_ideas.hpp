#pragma once

#include "ask/proposal_map.hpp"
#include "sql/ast.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parlance::ask {

/// What a tile tells.
enum class TileSort : std::uint8_t {
    number,     ///< how much in all
    course,     ///< how much over time
    breakdown,  ///< how much for each of few
    ranking,    ///< the most of many
    rows,       ///< the latest rows
};

/// One way to ask for what a tile tells. It fits when its result has as many rows.
struct Attempt {
    std::string title;
    sql::Query query;
    std::size_t rows_min = 1;
    std::size_t rows_max = 1;
};

/// A tile that might be worth showing: the first attempt that fits is shown.
struct Idea {
    TileSort sort = TileSort::number;
    std::vector<Attempt> attempts;
    double worth = 0;      ///< among those of its sort
    double relevance = 0;  ///< to what the person looks for
    std::string measure;   ///< what it counts, for variety
    std::string apart;     ///< what it tells apart, for variety
    std::vector<engine::TableId> tables;
    std::vector<engine::ColumnId> columns;
    std::string metric;  ///< the name of the engine's metric, if it is one
};

/// Ideas for tiles, by rules over the schema. Pure: what of them holds, the data says.
[[nodiscard]] std::vector<Idea> ideas_for(const SourceMap& map);

}  // namespace parlance::ask
