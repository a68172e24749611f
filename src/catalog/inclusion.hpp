#pragma once

#include "base/task.hpp"
#include "catalog/relations.hpp"
#include "catalog/view.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace parlance::catalog {

/// Whether somebody may hear what the values say of a relation: both of its ends are single columns
/// that are clear to them, in tables of which they see every row.
[[nodiscard]] bool may_be_measured(const Relation& relation, const View& view);

/// Looks how many values of one end stand in the other: through the guard, with the rights of the
/// view. None when the database will not have it in the time.
Task<std::optional<Inclusion>>
measure_inclusion(View view, Relation relation, std::stop_token stop);

/// What was measured since the last look at the schema. Only for those for whom
/// `may_be_measured`: to them all, the same is told. Safe from every thread.
class Measured {
public:
    using Result = std::optional<Inclusion>;

    /// None: nobody has tried.
    [[nodiscard]] std::optional<Result> find(const std::string& relation_id) const {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(relation_id);
        if (found == known_.end()) return std::nullopt;
        return std::optional<Result>(std::in_place, found->second);
    }
    void keep(const std::string& relation_id, Result result) {
        const std::scoped_lock lock(mutex_);
        known_.insert_or_assign(relation_id, result);
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, Result> known_;
};

}  // namespace parlance::catalog
