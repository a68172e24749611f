#include "guard/within.hpp"

#include "guard/relation.hpp"

#include <algorithm>

namespace parlance::guard {

namespace {

bool has_columns_of(const Table& whole, const Table& part) {
    return std::ranges::all_of(part.columns, [&](const Column& column) {
        return whole.column(column.name) != nullptr;
    });
}

bool within(const ReadTable& read, const Sighted& asker, const Sighted& other) {
    const Table* mine = asker.schema.table(read.schema, read.table);
    const Table* theirs = other.schema.table(read.schema, read.table);
    if (mine == nullptr || theirs == nullptr || !has_columns_of(*theirs, *mine)) return false;
    const Relation* limit = other.policy.relation(*theirs);
    if (limit == nullptr) return true;
    const Relation* relation = asker.policy.relation(*mine);
    return relation != nullptr && relation->digest == limit->digest;
}

}  // namespace

bool within(const ApprovedQuery& query, const Sighted& asker, const Sighted& other) {
    return std::ranges::all_of(query.tables(), [&](const ReadTable& read) {
        return within(read, asker, other);
    });
}

}  // namespace parlance::guard
