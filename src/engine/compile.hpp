#pragma once

#include "engine/join_tree.hpp"
#include "engine/model.hpp"
#include "sql/ast.hpp"

#include <optional>
#include <string>

namespace parlance::engine {

/// The query of a representation: finds how its tables join, keeps joins from doubling what is
/// summed or counted (conditions on the many side become EXISTS), groups what must be grouped.
struct Compiled {
    sql::Query query;
    std::vector<TableId> tables;  ///< all that take part
    double join_cost = 0;
    bool inferred_keys = false;
    std::vector<std::int32_t> open_keys;  ///< each would join two of the tables: nothing decides
    bool double_counts = false;           ///< a sum over rows that a join may double
};

/// None when tables do not hang together by keys.
[[nodiscard]] std::optional<Compiled> compile(const Qir& query, const Model& model);

}  // namespace parlance::engine
