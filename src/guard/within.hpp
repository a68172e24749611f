#pragma once

#include "base/schema.hpp"
#include "guard/approved_query.hpp"
#include "guard/policy.hpp"

namespace parlance::guard {

/// What somebody sees of a source.
struct Sighted {
    const Schema& schema;
    const Policy& policy;
};

/// Whether everything that `query`, approved for `asker`, may show is also seen by `other`: of each
/// table that it reads, `other` sees every row and value, or exactly the same as `asker`. False
/// where that cannot be told.
[[nodiscard]] bool within(const ApprovedQuery& query, const Sighted& asker, const Sighted& other);

}  // namespace parlance::guard
