#include "base/error.hpp"
#include "sql/functions.hpp"
#include "sql/resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace parlance::sql {
namespace {

/// Whether a FROM item can refer to those before it.
bool may_look_left(const From& from) {
    if (const auto* derived = std::get_if<Derived>(&from.node); derived != nullptr)
        return derived->lateral;
    return !std::holds_alternative<TableRef>(from.node);
}

/// Columns of a table are written by their own names, so an alias of a join shows those.
void check_true_name(const Relation& relation, std::size_t column) {
    if (relation.true_name(column) == relation.column_name(column)) return;
    throw Error(
        Failure::refused,
        "sql_not_supported",
        "An alias of a join over a table whose alias renames columns is not supported: rename them "
        "after the join."
    );
}

}  // namespace

std::size_t Relation::size() const {
    return table != nullptr ? table->columns.size() : columns.size();
}

std::string_view Relation::column_name(std::size_t column) const {
    if (column < renamed.size()) return renamed[column];
    return table != nullptr ? table->columns[column].name : columns[column].name;
}

std::string_view Relation::true_name(std::size_t column) const {
    return table != nullptr ? std::string_view(table->columns[column].name) : column_name(column);
}

Type Relation::column_type(std::size_t column) const {
    return table != nullptr ? table->columns[column].type : columns[column].type;
}

void Relation::add_sources(std::size_t column, Sources& to) const {
    if (table != nullptr) {
        to.push_back({table, column});
    } else {
        const Sources& own = columns[column].sources;
        to.insert(to.end(), own.begin(), own.end());
    }
}

std::string_view Names::name_of(const Visible& one) const {
    return relations[one.relation].column_name(one.column);
}

Names Resolver::names_of(Relation relation) {
    spend(relation.size() / 8 + 1);
    if (relation.renamed.size() > relation.size())
        throw Error(
            Failure::invalid,
            "sql_column_count",
            fmt::format("{} has fewer columns than its alias names.", relation.name)
        );
    Names made;
    made.visible.reserve(relation.size());
    for (std::size_t i = 0; i < relation.size(); ++i)
        made.visible.push_back({0, i});
    made.relations.push_back(std::move(relation));
    return made;
}

void Resolver::append(Names& to, Names more) {
    for (const Relation& relation : more.relations) {
        const auto taken = [&](const Relation& one) { return same(one.name, relation.name); };
        if (relation.name.empty() || std::ranges::none_of(to.relations, taken)) continue;
        throw Error(
            Failure::invalid,
            "sql_duplicate_alias",
            fmt::format("The name {} stands twice in FROM: give one an alias.", relation.name)
        );
    }
    const std::size_t offset = to.relations.size();
    for (Visible& one : more.visible) {
        one.relation += offset;
        to.visible.push_back(std::move(one));
    }
    std::ranges::move(more.relations, std::back_inserter(to.relations));
}

Names Resolver::from(From& from, const Scope& before) {
    return std::visit([&](auto& held) { return source(held, before); }, from.node);
}

const CteEntry* Resolver::cte(std::string_view name) const {
    for (auto entry = ctes_.rbegin(); entry != ctes_.rend(); ++entry)
        if (same(entry->name, name)) return &*entry;
    return nullptr;
}

const Table& Resolver::table(const TableRef& reference) const {
    const Name& name = reference.name;
    const std::string_view schema = name.size() > 1 ? name[0] : schema_.default_schema;
    for (const Table& one : schema_.tables)
        if (name.size() <= 2 && same(one.name, name.back()) && same(one.schema, schema)) return one;
    std::vector<std::string_view> known;
    for (const Table& one : schema_.tables)
        known.push_back(one.name);
    for (const CteEntry& one : ctes_)
        known.push_back(one.name);
    throw Error(
        Failure::invalid,
        "sql_unknown_table",
        fmt::format(
            "There is no table {}{}", fmt::join(name, "."), did_you_mean(name.back(), known)
        )
    )
        .at(reference.at.offset.value_or(0));
}

Names Resolver::source(TableRef& reference, const Scope&) {
    Relation made{.name = reference.alias.name, .renamed = reference.alias.columns};
    const CteEntry* known = reference.name.size() == 1 ? cte(reference.name[0]) : nullptr;
    if (known != nullptr) {
        reference.name[0] = known->name;
        if (made.name.empty()) made.name = known->name;
        made.columns = known->columns;
        return names_of(std::move(made));
    }
    const Table& found = table(reference);
    made.table = &found;
    reference.alias.columns.clear();  // see `Relation::true_name`
    reference.name = {found.schema, found.name};
    if (made.name.empty()) {
        made.name = found.name;
        made.schema = found.schema;
    }
    if (std::ranges::find(tables_, &found) == tables_.end()) tables_.push_back(&found);
    return names_of(std::move(made));
}

Names Resolver::source(Derived& derived, const Scope& before) {
    Relation made{.name = derived.alias.name, .renamed = derived.alias.columns};
    Sources* const sink = std::exchange(sink_, nullptr);
    made.columns = named_query(*derived.query, derived.lateral ? &before : before.outer);
    sink_ = sink;
    return names_of(std::move(made));
}

Names Resolver::source(FunctionRef& function, const Scope& before) {
    Relation made{.name = function.alias.name, .renamed = function.alias.columns};
    Output column;
    Sources* const sink = std::exchange(sink_, &column.sources);
    call(function.call, before);
    sink_ = sink;
    const std::string& name = function.call.name.back();
    const Function* known = find_function(name);
    // A single column is called as the relation is.
    column.name = made.name.empty() ? name : made.name;
    if (made.name.empty()) made.name = name;
    if (known != nullptr && known->returns == Returns::pairs) {
        const Type value = name.ends_with("_text") ? Type::text : Type::json;
        made.columns = {{"key", Type::text, column.sources}, {"value", value, column.sources}};
    } else if (name == "unnest" && function.call.arguments.size() > 1) {
        made.columns.assign(function.call.arguments.size(), {name, Type::unknown, column.sources});
    } else {
        Expr as_expr{std::move(function.call)};
        column.type = type_of(as_expr);
        function.call = std::move(std::get<Call>(as_expr.node));
        made.columns.push_back(std::move(column));
    }
    if (function.ordinality) made.columns.push_back({"ordinality", Type::integer});
    return names_of(std::move(made));
}

Names Resolver::source(Join& join, const Scope& before) {
    Names names = from(*join.left, before);
    const std::size_t left_visible = names.visible.size();
    Scope lateral{.outer = before.outer};
    if (may_look_left(*join.right)) {
        lateral.names = before.names;
        append(lateral.names, names);
    }
    Names right = from(*join.right, lateral);
    if (join.natural) natural(join, names, right);
    append(names, std::move(right));
    if (!join.using_columns.empty()) merge(join, names, left_visible);
    if (join.on) {
        Scope own{.outer = before.outer, .names = std::move(names)};
        expr(*join.on, own);
        names = std::move(own.names);
    }
    if (join.alias.name.empty()) return names;
    Relation whole{.name = join.alias.name, .renamed = join.alias.columns};
    for (const Visible& one : names.visible) {
        if (!one.merged) check_true_name(names.relations[one.relation], one.column);
        Output column{.name = std::string(names.name_of(one))};
        column.type = names.relations[one.relation].column_type(one.column);
        column.sources = one.merged_sources;
        if (!one.merged) names.relations[one.relation].add_sources(one.column, column.sources);
        whole.columns.push_back(std::move(column));
    }
    return names_of(std::move(whole));
}

void Resolver::natural(Join& join, const Names& left, const Names& right) {
    join.natural = false;
    for (const Visible& one : left.visible) {
        const std::string_view name = left.name_of(one);
        const auto twin = [&](const Visible& other) { return same(right.name_of(other), name); };
        if (std::ranges::any_of(right.visible, twin)) join.using_columns.emplace_back(name);
    }
    if (!join.using_columns.empty()) return;
    if (join.kind == JoinKind::inner) {
        join.kind = JoinKind::cross;
    } else {
        join.on = Expr{Literal{LiteralKind::boolean, "true"}};
    }
}

/// Puts the columns of USING first and once, each written as the side that always has a value.
void Resolver::merge(Join& join, Names& names, std::size_t left_visible) {
    std::vector<Visible> merged;
    for (std::string& column : join.using_columns) {
        const auto find = [&](std::size_t from, std::size_t to) -> std::size_t {
            std::size_t found = names.visible.size();
            for (std::size_t i = from; i < to; ++i)
                if (same(names.name_of(names.visible[i]), column)) found = i;
            return found;
        };
        const std::size_t left = find(0, left_visible);
        const std::size_t right = find(left_visible, names.visible.size());
        if (left == names.visible.size() || right == names.visible.size())
            throw Error(
                Failure::invalid,
                "sql_unknown_column",
                fmt::format("Both sides of the join need the column {} of USING.", column)
            );
        for (const std::size_t side : {left, right}) {
            const Visible& one = names.visible[side];
            const Relation& relation = names.relations[one.relation];
            if (relation.true_name(one.column) != relation.column_name(one.column))
                throw Error(
                    Failure::refused,
                    "sql_not_supported",
                    "USING of a column that an alias renames is not supported: use ON."
                );
        }
        column = names.name_of(names.visible[left]);
        Expr left_expr;
        Expr right_expr;
        bind(left_expr, names, names.visible[left]);
        bind(right_expr, names, names.visible[right]);
        Visible made{names.visible[left].relation, names.visible[left].column};
        for (const std::size_t side : {left, right}) {
            const Visible& one = names.visible[side];
            if (one.merged)
                made.merged_sources = one.merged_sources;
            else
                names.relations[one.relation].add_sources(one.column, made.merged_sources);
        }
        if (join.kind == JoinKind::right) {
            made.merged = std::move(right_expr);
        } else if (join.kind == JoinKind::full) {
            const Type type = common(left_expr.type, right_expr.type);
            Call both{.name = {"coalesce"}};
            both.arguments.push_back(std::move(left_expr));
            both.arguments.push_back(std::move(right_expr));
            made.merged = Expr{std::move(both), {}, type};
        } else {
            made.merged = std::move(left_expr);
        }
        merged.push_back(std::move(made));
    }
    const auto is_merged = [&](const Visible& one) {
        return std::ranges::any_of(join.using_columns, [&](const std::string& column) {
            return same(column, names.name_of(one));
        });
    };
    std::erase_if(names.visible, is_merged);
    std::ranges::move(names.visible, std::back_inserter(merged));
    names.visible = std::move(merged);
}

}  // namespace parlance::sql
