#pragma once

#include "guard/approved_query.hpp"
#include "sql/ast.hpp"

#include <string>
#include <vector>

namespace parlance::guard {

/// What a person sees of a table, as a query over the table itself: an explicit list of columns
/// with the masks applied, the row rules in WHERE, and no fence yet. Resolved against the whole
/// schema; its `Parameter` nodes count from 0 into `parameters`.
struct Relation {
    sql::Query query;
    std::vector<Bound> parameters;
    std::vector<std::string> masked;     ///< columns that show something else than their values
    bool filtered = false;               ///< whether rows are held back
    std::vector<std::string> row_rules;  ///< ids of the rules that say which
    std::string digest;                  ///< of all that it shows: equal ones show the same
    std::string view;                    ///< the name it has where the engine needs views to fence

    [[nodiscard]] bool masks(std::string_view column) const;
};

}  // namespace parlance::guard
