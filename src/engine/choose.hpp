#pragma once

#include "engine/reader.hpp"

#include <vector>

namespace parlance::engine {

/// One meaning for each span, and how well they go together.
struct Choice {
    std::vector<Piece> pieces;
    double score = 0;
};

/// What was spoken of before: names in it are meant sooner than others.
struct Context {
    std::vector<TableId> tables;
    std::vector<ColumnId> columns;
};

/// The best combinations of meanings, best first: names that match well, in tables that are near
/// each other, of the kind that the words around ask for.
[[nodiscard]] std::vector<Choice> choose(
    const std::vector<Span>& spans,
    const std::vector<Token>& tokens,
    const Model& model,
    std::size_t most,
    const Context& context = {}
);

}  // namespace parlance::engine
