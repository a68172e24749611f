#pragma once

#include "catalog/drift.hpp"
#include "catalog/impact.hpp"
#include "catalog/watch.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <vector>

namespace parlance::catalog {

/// How many changes are told of one look.
inline constexpr std::size_t changes_max = 1'000;

/// What one look found to have changed, and what that broke.
struct DriftRecord {
    Cause cause = Cause::asked;
    std::vector<SchemaChange> changes;  ///< the first of them
    std::int64_t changes_in_all = 0;
    std::vector<Broken> broken;
};
BOOST_DESCRIBE_STRUCT(DriftRecord, (), (cause, changes, changes_in_all, broken))

}  // namespace parlance::catalog
