#include "guard/sight.hpp"

#include "base/error.hpp"
#include "guard/merge.hpp"
#include "guard/relation.hpp"
#include "guard/row_rule.hpp"
#include "sql/build.hpp"
#include "sql/render.hpp"
#include "sql/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace parlance::guard {
namespace {

namespace build = sql::build;

/// What is left of a table, and what stands in place of it when that differs from the table.
struct Seen {
    Table table;
    std::optional<Relation> relation;
};

class Look {
public:
    Look(
        const PolicyDocument& document,
        const Schema& schema,
        const Asker& who,
        const Surroundings& around
    )
        : schema_(schema), around_(around), merged_(document, schema, who) {}

    Sight run() {
        for (const Table& table : schema_.tables)
            if (std::optional<Seen> seen = look_at(table)) seen_.emplace(name_of(table), *seen);
        hide_what_shows_hidden();
        trim_keys();
        return made();
    }

private:
    static TableName name_of(const Table& table) { return {table.schema, table.name}; }

    std::optional<Seen> look_at(const Table& table) {
        const TableSight sight = merged_.table(table);
        if (sight.hidden) return std::nullopt;
        try {
            return seen(table, sight);
        } catch (const Error& error) {
            merged_.report(sight.pointer, error.message());
            return std::nullopt;
        }
    }

    Seen seen(const Table& table, const TableSight& sight) {
        Seen made{.table = table};
        made.table.columns.clear();
        Relation relation;
        sql::Select select;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Column& column = table.columns[i];
            const ColumnRule& rule = sight.columns[i];
            if (rule.mask == Mask::hidden) continue;
            if (rule.mask != Mask::none) relation.masked.push_back(column.name);
            made.table.columns.push_back(column);
            select.items.push_back(
                {.expr =
                     masked(rule, table, column, schema_.dialect, around_.key, relation.parameters),
                 .alias = column.name}
            );
        }
        if (made.table.columns.empty()) throw Error(Failure::invalid, "", "No column is left.");
        select.from.push_back({sql::TableRef{.name = {table.schema, table.name}}});
        if (sight.rows) select.where = *sight.rows;
        relation.filtered = sight.rows.has_value();
        relation.row_rules = sight.row_rules;
        const bool whole = made.table.columns.size() == table.columns.size();
        if (whole && relation.masked.empty() && !relation.filtered) return made;
        relation.query.body = std::move(select);
        finish(relation, made.table);
        made.relation = std::move(relation);
        return made;
    }

    /// Binds the names of the row rules, and takes over what masks make of the types.
    void finish(Relation& relation, Table& table) const {
        const sql::Resolved resolved = sql::resolve(relation.query, schema_);
        const auto& items = std::get<sql::Select>(relation.query.body).items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            Column& column = table.columns[i];
            if (!relation.masks(column.name)) continue;
            const bool pseudonym = std::holds_alternative<sql::Call>(items[i].expr->node) &&
                                   resolved.columns[i].type == Type::unknown;
            column.type = pseudonym ? Type::text : resolved.columns[i].type;
            column.native_type = std::string(parlance::name_of(column.type));
            column.nullable = true;
        }
        table.row_estimate.reset();  // on SQLite it is the highest key, which may be masked
        std::string text = sql::render(relation.query, schema_.dialect);
        for (const Bound& one : relation.parameters)
            text += "\n" + one.text.value_or("");
        relation.digest = to_hex(bytes_of(sha256(text)).substr(0, 16));
        relation.view = fmt::format("p_{}_{}", around_.nonce, relation.digest);
    }

    /// Whether all of the table is seen as it is.
    [[nodiscard]] bool is_clear(const TableName& name) const {
        const auto found = seen_.find(name);
        return found != seen_.end() && !found->second.relation;
    }

    [[nodiscard]] bool restricts_anything() const {
        if (seen_.size() < schema_.tables.size()) return true;
        return std::ranges::any_of(seen_, [](const auto& one) {
            return one.second.relation.has_value();
        });
    }

    /// Whether rows of something that is not clear can come out of the table.
    [[nodiscard]] bool shows_hidden(const Table& table, std::set<TableName>& visited) const {
        const bool view =
            table.kind == TableKind::view || table.kind == TableKind::materialized_view;
        if (!table.based_on) return view;
        for (const TableName& base : *table.based_on) {
            if (!is_clear(base)) return true;
            if (!visited.insert(base).second) continue;
            const Table* next = schema_.table(base.schema, base.name);
            if (next == nullptr || shows_hidden(*next, visited)) return true;
        }
        return false;
    }

    /// A clear table shows the rows of its partitions and heirs, also of one that a rule restricts.
    void add_parents_of_restricted(std::set<TableName>& doubtful) {
        for (const Table& heir : schema_.tables) {
            const bool view =
                heir.kind == TableKind::view || heir.kind == TableKind::materialized_view;
            if (view || !heir.based_on || !merged_.names(heir) || is_clear(name_of(heir))) continue;
            for (const TableName& parent : *heir.based_on) {
                if (!is_clear(parent)) continue;
                doubtful.insert(parent);
                merged_.report(
                    "/rules",
                    fmt::format(
                        "{} shows the rows of {}, which a rule restricts: give it a rule too.",
                        parent.name,
                        heir.name
                    )
                );
            }
        }
    }

    void hide_what_shows_hidden() {
        if (!restricts_anything()) return;
        std::set<TableName> doubtful;
        for (const Table& table : schema_.tables) {
            std::set<TableName> visited;
            if (!merged_.names(table) && shows_hidden(table, visited))
                doubtful.insert(name_of(table));
        }
        add_parents_of_restricted(doubtful);
        for (const TableName& one : doubtful)
            seen_.erase(one);
    }

    [[nodiscard]] bool all_clear(const TableName& name, const std::vector<std::string>& columns)
        const {
        const auto found = seen_.find(name);
        if (found == seen_.end()) return false;
        const Seen& seen = found->second;
        return std::ranges::all_of(columns, [&](const std::string& column) {
            const bool masked = seen.relation && seen.relation->masks(column);
            return seen.table.column(column) != nullptr && !masked;
        });
    }

    /// Keys over columns that are not shown as they are tell of what is hidden, and hold no more.
    void trim_keys() {
        for (auto& [name, seen] : seen_) {
            Table& table = seen.table;
            if (!all_clear(name, table.primary_key)) table.primary_key.clear();
            std::erase_if(table.foreign_keys, [&, &of = name](const ForeignKey& key) {
                return !all_clear(of, key.columns) ||
                       !all_clear({key.target_schema, key.target_table}, key.target_columns);
            });
            table.based_on.reset();
        }
    }

    Sight made() {
        Schema visible{.dialect = schema_.dialect, .default_schema = schema_.default_schema};
        auto relations = std::make_shared<Relations>();
        for (const Table& table : schema_.tables) {
            const auto found = seen_.find(name_of(table));
            if (found == seen_.end()) continue;
            visible.tables.push_back(std::move(found->second.table));
            if (found->second.relation)
                relations->emplace(found->first, std::move(*found->second.relation));
        }
        Sight sight;
        sight.policy.limits = merged_.limits(around_.limits);
        sight.policy.rules = merged_.ids();
        sight.policy.identity = identity(visible, *relations, sight.policy.limits);
        if (!relations->empty()) sight.policy.relations = std::move(relations);
        sight.schema = std::make_shared<const Schema>(std::move(visible));
        sight.problems = merged_.problems();
        return sight;
    }

    static std::string
    identity(const Schema& visible, const Relations& relations, const Limits& limits) {
        Sha256 hash;
        const auto add = [&](std::string_view text) {
            hash.add(fmt::format("{}:", text.size()));
            hash.add(text);
        };
        for (const Table& table : visible.tables) {
            add(table.schema);
            add(table.name);
            for (const Column& column : table.columns)
                add(column.name);
            const auto found = relations.find(name_of(table));
            add(found == relations.end() ? std::string_view() : found->second.digest);
        }
        add(fmt::format("{} {} {}", limits.rows_max, limits.bytes_max, limits.time_ms));
        return to_hex(bytes_of(hash.finish()).substr(0, 16));
    }

    const Schema& schema_;
    const Surroundings& around_;
    Merged merged_;
    std::map<TableName, Seen> seen_;
};

/// The document as if only this rule were in it, and about everybody. Pointers stay.
PolicyDocument alone(const PolicyDocument& document, std::size_t index) {
    PolicyDocument made{.rules = document.rules};
    for (std::size_t i = 0; i < made.rules.size(); ++i) {
        made.rules[i].to = {};
        if (i != index) made.rules[i].to.users = {std::string(1, '\0')};
    }
    return made;
}

}  // namespace

bool is_unrestricted(const PolicyDocument& document, const Asker& who) {
    return std::ranges::find(document.unrestricted, who.role) != document.unrestricted.end();
}

std::vector<Problem> faults_of(const PolicyDocument& document, const Schema& schema) {
    std::vector<Problem> faults;
    for (std::size_t i = 0; i < document.rules.size(); ++i) {
        const PolicyDocument one = alone(document, i);
        const Asker anybody{.username = "anybody"};
        const Surroundings surroundings;
        const Sight sight = Look(one, schema, anybody, surroundings).run();
        for (const Problem& problem : sight.problems)
            if (!problem.about_asker) faults.push_back(problem);
        if (sight.schema->tables.empty() && sight.problems.empty() && !schema.tables.empty())
            faults.push_back({fmt::format("/rules/{}", i), "Nothing would be left to see."});
    }
    return faults;
}

Sight look(
    const PolicyDocument& document,
    std::shared_ptr<const Schema> schema,
    const Asker& who,
    const Surroundings& surroundings
) {
    if (!is_unrestricted(document, who)) return Look(document, *schema, who, surroundings).run();
    Sight all{.schema = std::move(schema)};
    all.policy.limits = surroundings.limits;
    return all;
}

}  // namespace parlance::guard
