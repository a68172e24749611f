#include "catalog/drift.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

/// The changes one by one, for the record.
namespace parlance::catalog {

namespace {

using Named = std::map<TableName, const Table*>;

Named named(const Schema& schema) {
    Named all;
    for (const Table& table : schema.tables)
        all.emplace(TableName{table.schema, table.name}, &table);
    return all;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string told(const ForeignKey& key) {
    return joined(key.columns) + " -> " + key.target_schema + "." + key.target_table + "(" +
           joined(key.target_columns) + ")";
}

/// What a table is made of, whatever it is called.
std::string build_of(const Table& table) {
    std::string text;
    for (const Column& column : table.columns)
        text += column.name + '\n' + column.native_type + '\n';
    return text;
}

class Comparison {
public:
    Comparison(const Schema& before, const Schema& after)
        : before_(before), after_(after), old_(named(before)), new_(named(after)) {}

    std::vector<SchemaChange> run() {
        find_renamed();
        for (const Table& table : after_.tables) {
            const TableName name{table.schema, table.name};
            const auto was = renamed_.find(name);
            const auto old = old_.find(was == renamed_.end() ? name : was->second);
            if (old == old_.end()) {
                add(ChangeKind::table_added, table);
            } else {
                if (was != renamed_.end())
                    add(ChangeKind::table_renamed, table, {}, full(was->second), full(name));
                compare(*old->second, table);
            }
        }
        for (const Table& table : before_.tables) {
            const TableName name{table.schema, table.name};
            if (!new_.contains(name) && !gone_on_.contains(name))
                add(ChangeKind::table_removed, table);
        }
        return std::move(changes_);
    }

private:
    static std::string full(const TableName& name) { return name.schema + "." + name.name; }

    void add(
        ChangeKind kind,
        const Table& table,
        std::optional<std::string> column = {},
        std::optional<std::string> before = {},
        std::optional<std::string> after = {}
    ) {
        changes_.push_back(
            {kind, table.schema, table.name, std::move(column), std::move(before), std::move(after)}
        );
    }

    /// A table that is gone and one that is new, with the same columns, and no other like them.
    void find_renamed() {
        std::map<std::string, std::vector<const Table*>> gone;
        std::map<std::string, std::vector<const Table*>> come;
        for (const auto& [name, table] : old_)
            if (!new_.contains(name) && table->columns.size() > 1)
                gone[build_of(*table)].push_back(table);
        for (const auto& [name, table] : new_)
            if (!old_.contains(name)) come[build_of(*table)].push_back(table);
        for (const auto& [build, tables] : gone) {
            const auto same = come.find(build);
            if (tables.size() != 1 || same == come.end() || same->second.size() != 1) continue;
            const TableName from{tables.front()->schema, tables.front()->name};
            const Table& to = *same->second.front();
            renamed_.emplace(TableName{to.schema, to.name}, from);
            gone_on_.insert(from);
        }
    }

    void compare(const Table& before, const Table& after) {
        if (before.kind != after.kind)
            add(ChangeKind::table_kind_changed, after, {}, kind_of(before), kind_of(after));
        if (before.primary_key != after.primary_key)
            add(ChangeKind::primary_key_changed,
                after,
                {},
                joined(before.primary_key),
                joined(after.primary_key));
        if (before.comment != after.comment) add(ChangeKind::comment_changed, after);
        compare_keys(before, after);
        compare_columns(before, after);
    }

    static std::string kind_of(const Table& table) {
        return boost::describe::enum_to_string(table.kind, "table");
    }

    void compare_keys(const Table& before, const Table& after) {
        const auto has = [](const Table& table, const ForeignKey& key) {
            return std::ranges::find(table.foreign_keys, key) != table.foreign_keys.end();
        };
        for (const ForeignKey& key : after.foreign_keys)
            if (!has(before, key)) add(ChangeKind::foreign_key_added, after, {}, {}, told(key));
        for (const ForeignKey& key : before.foreign_keys)
            if (!has(after, key)) add(ChangeKind::foreign_key_removed, after, {}, told(key));
    }

    void compare_columns(const Table& before, const Table& after) {
        std::vector<const Column*> gone;
        std::vector<const Column*> come;
        for (const Column& column : before.columns)
            if (after.column(column.name) == nullptr) gone.push_back(&column);
        for (const Column& column : after.columns) {
            const Column* old = before.column(column.name);
            if (old == nullptr)
                come.push_back(&column);
            else
                compare(after, *old, column);
        }
        drop_renamed(before, after, gone, come);
        for (const Column* column : come)
            add(ChangeKind::column_added, after, column->name, {}, column->native_type);
        for (const Column* column : gone)
            add(ChangeKind::column_removed, after, column->name, column->native_type);
    }

    /// One column for another of the same type, in the same place.
    void drop_renamed(
        const Table& before,
        const Table& after,
        std::vector<const Column*>& gone,
        std::vector<const Column*>& come
    ) {
        const auto place = [](const Table& table, const Column* column) {
            return column - table.columns.data();
        };
        for (auto old = gone.begin(); old != gone.end();) {
            const auto found = std::ranges::find_if(come, [&](const Column* one) {
                return one->native_type == (*old)->native_type &&
                       place(after, one) == place(before, *old);
            });
            if (found == come.end()) {
                ++old;
                continue;
            }
            add(ChangeKind::column_renamed, after, (*found)->name, (*old)->name, (*found)->name);
            come.erase(found);
            old = gone.erase(old);
        }
    }

    void compare(const Table& table, const Column& before, const Column& after) {
        if (before.native_type != after.native_type || before.type != after.type)
            add(ChangeKind::column_type_changed,
                table,
                after.name,
                before.native_type,
                after.native_type);
        if (before.nullable != after.nullable)
            add(ChangeKind::column_nullability_changed,
                table,
                after.name,
                before.nullable ? "nullable" : "not null",
                after.nullable ? "nullable" : "not null");
        if (before.comment != after.comment) add(ChangeKind::comment_changed, table, after.name);
    }

    const Schema& before_;
    const Schema& after_;
    const Named old_;
    const Named new_;
    std::map<TableName, TableName> renamed_;  ///< from the new name to the old one
    std::set<TableName> gone_on_;             ///< under another name
    std::vector<SchemaChange> changes_;
};

}  // namespace

std::vector<SchemaChange> changes_between(const Schema& before, const Schema& after) {
    return Comparison(before, after).run();
}

}  // namespace parlance::catalog
