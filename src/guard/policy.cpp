#include "guard/policy.hpp"

#include "guard/relation.hpp"

#include <algorithm>

namespace parlance::guard {

bool Relation::masks(std::string_view column) const {
    return std::ranges::find(masked, column) != masked.end();
}

const Relation* Policy::relation(const Table& table) const {
    if (!relations) return nullptr;
    const auto found = relations->find({table.schema, table.name});
    return found == relations->end() ? nullptr : &found->second;
}

bool Policy::clear(const Table& table, std::string_view column) const {
    const Relation* found = relation(table);
    return found == nullptr || (!found->filtered && !found->masks(column));
}

bool Policy::every_row(const Table& table) const {
    const Relation* found = relation(table);
    return found == nullptr || !found->filtered;
}

}  // namespace parlance::guard
