#pragma once

#include "sql/ast.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::ask {

/// What a query says of one column of its result.
struct ColumnOrigin {
    bool aggregate = false;          ///< computed over rows, by an aggregate or a window
    bool grouped = false;            ///< a key of GROUP BY
    std::string grain;               ///< of date_trunc: `month`
    std::string part;                ///< of EXTRACT: `year`
    std::string function;            ///< `sum`, when the item is one call
    std::string argument;            ///< the column that the call works on
    std::optional<bool> descending;  ///< the first key of ORDER BY
};

/// The origins of the `columns` columns that `query` gives, in order; all empty when they cannot be
/// told apart in its text (a star, a union).
[[nodiscard]] std::vector<ColumnOrigin> origins_of(const sql::Query& query, std::size_t columns);

}  // namespace parlance::ask
