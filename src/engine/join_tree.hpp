#pragma once

#include "engine/model.hpp"

#include <optional>
#include <span>
#include <vector>

namespace parlance::engine {

/// How some tables join: the keys to follow, such that each but the first table is reached by one.
struct JoinTree {
    struct Step {
        TableId table = nothing;  ///< reached by this step
        TableId from = nothing;   ///< which stands in the tree already
        std::int32_t key = nothing;
        bool fans_out = false;  ///< one row of `from` may meet many rows of `table`
    };

    TableId root = nothing;
    std::vector<Step> steps;
    double cost = 0;

    [[nodiscard]] bool has(TableId table) const;
    /// The way from the root to the table passes a step that fans out.
    [[nodiscard]] bool fanned_out(TableId table) const;
    /// Rows of `table` may be doubled by the tables that hang on it, seen from it.
    [[nodiscard]] bool doubles(TableId table, const Model& model) const;
};

/// The cheapest tree that was found over these tables, grown from the first one, the `later` ones
/// last; none when they do not hang together. A Steiner tree by shortest ways: exact for two
/// tables, near for more. Keys in `prefer` win over others between the same tables.
[[nodiscard]] std::optional<JoinTree> join_tree(
    std::span<const TableId> tables,
    std::span<const TableId> later,
    const Model& model,
    std::span<const std::int32_t> prefer = {}
);

}  // namespace parlance::engine
