#include "catalog/drift.hpp"

#include <map>

namespace parlance::catalog {

namespace {

std::string name_of(const Table& table) {
    return table.schema + "." + table.name;
}

void compare_columns(const Table& before, const Table& after, Drift& found) {
    const std::string prefix = name_of(after) + ".";
    for (const Column& column : after.columns) {
        const Column* old = before.column(column.name);
        if (old == nullptr) {
            found.added.push_back(prefix + column.name);
        } else if (*old != column) {
            found.changed.push_back(prefix + column.name);
        }
    }
    for (const Column& column : before.columns) {
        if (after.column(column.name) == nullptr) found.removed.push_back(prefix + column.name);
    }
}

bool same_relation(const Table& before, const Table& after) {
    return before.kind == after.kind && before.comment == after.comment &&
           before.primary_key == after.primary_key && before.foreign_keys == after.foreign_keys;
}

}  // namespace

Drift drift(const Schema& before, const Schema& after) {
    Drift found;
    std::map<TableName, const Table*> old_ones;
    for (const Table& table : before.tables)
        old_ones.emplace(TableName{table.schema, table.name}, &table);
    for (const Table& table : after.tables) {
        const auto old = old_ones.find({table.schema, table.name});
        if (old == old_ones.end()) {
            found.added.push_back(name_of(table));
            continue;
        }
        if (!same_relation(*old->second, table)) found.changed.push_back(name_of(table));
        compare_columns(*old->second, table, found);
        old_ones.erase(old);
    }
    for (const Table& table : before.tables) {
        if (old_ones.contains({table.schema, table.name})) found.removed.push_back(name_of(table));
    }
    return found;
}

}  // namespace parlance::catalog
