#pragma once

#include "ask/journal.hpp"
#include "ask/result_view.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/operations/result_shapes.hpp"
#include "serve/services.hpp"

/// From a query that somebody names to one about its result.
namespace parlance::serve {

struct ResultSight {
    catalog::View view;
    ask::Viewed of;
};

/// Finds the statement and lets the guard look at it under the rights that the person has now; the
/// record then knows what it is about. Throws `Error` (not_found): `query_not_found` for the query
/// of somebody else, `result_not_found` for one without rows.
Task<ResultSight> result_sight(Services& with, Call& call, ResultOf wanted, ask::Record& record);

/// A record of a look at a result: of the audit alone, the history has the query itself.
[[nodiscard]] ask::Record look_record(const Services& with, const Call& call, std::string kind);

}  // namespace parlance::serve
