#pragma once

#include "guard/approved_query.hpp"
#include "guard/policy.hpp"
#include "sql/resolve.hpp"

#include <set>
#include <vector>

namespace parlance::guard {

/// What a rewritten statement needs beside its text.
struct Rewritten {
    std::vector<Bound> parameters;
    std::vector<PreambleView> preamble;
    std::set<TableName> fenced;
};

/// Puts, for each reference to a table that is not clear under `policy`, what the person may see of
/// it: a subquery of its relation, under the same name, fenced unless `leaks_nothing` says that no
/// fence is needed. `query` is resolved against `schema`, the visible part of the source. Adds to
/// GROUP BY what followed from a primary key of the table, which no subquery has.
/// The parameters of relations come behind `before`, those that the query has already.
[[nodiscard]] Rewritten
rewrite(sql::Query& query, const Schema& schema, const Policy& policy, std::vector<Bound> before);

}  // namespace parlance::guard
