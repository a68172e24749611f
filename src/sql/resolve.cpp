#include "sql/resolve.hpp"

#include "base/error.hpp"
#include "sql/resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace parlance::sql {
namespace {

void tidy(Sources& sources) {
    std::ranges::sort(sources);
    const auto rest = std::ranges::unique(sources);
    sources.erase(rest.begin(), rest.end());
}

/// What PostgreSQL takes for the position of an output column: a bare integer.
bool is_ordinal(const Expr& expr) {
    const auto* literal = std::get_if<Literal>(&expr.node);
    return literal != nullptr && literal->kind == LiteralKind::integer;
}

const std::string* bare_name(const Expr& expr) {
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    return column != nullptr && column->name.size() == 1 ? column->name.data() : nullptr;
}

bool is_renamed(const Relation& relation, std::size_t column) {
    return relation.true_name(column) != relation.column_name(column);
}

void rename(Outputs& outputs, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < std::min(outputs.size(), names.size()); ++i)
        outputs[i].name = names[i];
}

}  // namespace

Resolved resolve(Query& query, const Schema& schema) {
    return Resolver(schema).run(query);
}

Resolved Resolver::run(Query& query) {
    Resolved made{.columns = this->query(query, nullptr)};
    made.tables = std::move(tables_);
    return made;
}

Outputs Resolver::query(Query& query, const Scope* outer) {
    const std::size_t ctes_before = ctes_.size();
    with(query, outer);
    Outputs outputs = std::visit([&](auto& held) { return body(held, query, outer); }, query.body);
    limits(query, outer);
    ctes_.resize(ctes_before);
    return outputs;
}

Outputs Resolver::named_query(Query& query, const Scope* outer) {
    const bool before = std::exchange(naming_, true);
    Outputs outputs = this->query(query, outer);
    naming_ = before;
    return outputs;
}

void Resolver::with(Query& query, const Scope* outer) {
    for (Cte& one : query.with) {
        if (query.recursive && std::holds_alternative<SetOperation>(one.query->body)) {
            recursive(one, outer);
            continue;
        }
        Outputs outputs = named_query(*one.query, outer);
        rename(outputs, one.columns);
        ctes_.push_back({one.name, std::move(outputs)});
    }
}

void Resolver::recursive(Cte& cte, const Scope* outer) {
    // The columns of the first term are what the second sees under the CTE's own name. They are
    // found on a copy, because the whole is resolved once more with the name in scope.
    Query first = *std::get<SetOperation>(cte.query->body).left;
    const std::size_t inner_before = ctes_.size();
    with(*cte.query, outer);
    Outputs outputs = query(first, outer);
    ctes_.resize(inner_before);
    rename(outputs, cte.columns);
    ctes_.push_back({cte.name, outputs});
    Outputs all = named_query(*cte.query, outer);
    rename(all, cte.columns);
    ctes_.back().columns = std::move(all);
}

Outputs Resolver::body(Select& select, Query& whole, const Scope* outer) {
    Scope scope{.outer = outer};
    for (From& one : select.from)
        append(scope.names, from(one, scope));
    maybe(select.where, scope);
    expand_stars(select, scope);
    Outputs outputs = items(select, scope);
    // From here on the aliases of the select list can be meant too.
    scope.select = &select;
    for (GroupItem& one : select.group_by)
        group(one, select, outputs, scope);
    maybe(select.having, scope);
    for (Expr& one : select.distinct_on) {
        std::vector<OrderItem> as_order{OrderItem{.expr = std::move(one)}};
        order(as_order, select, outputs, scope);
        one = std::move(*as_order[0].expr);
    }
    for (NamedWindow& one : select.windows)
        window(one.window, scope);
    order(whole.order_by, select, outputs, scope);
    return outputs;
}

Outputs Resolver::body(Values& values, Query& whole, const Scope* outer) {
    const Scope scope{.outer = outer};
    Outputs outputs;
    for (std::vector<Expr>& row : values.rows) {
        if (!outputs.empty() && outputs.size() != row.size())
            throw Error(
                Failure::invalid, "sql_column_count", "Every row of VALUES needs as many columns."
            );
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == outputs.size()) outputs.push_back({fmt::format("column{}", i + 1)});
            sink_ = &outputs[i].sources;
            expr(row[i], scope);
            sink_ = nullptr;
            outputs[i].type = common(outputs[i].type, row[i].type);
        }
    }
    order_of_outputs(whole, outputs);
    return outputs;
}

Outputs Resolver::body(SetOperation& operation, Query& whole, const Scope* outer) {
    Outputs outputs = query(*operation.left, outer);
    const Outputs right = query(*operation.right, outer);
    if (outputs.size() != right.size())
        throw Error(
            Failure::invalid,
            "sql_column_count",
            "Both sides of UNION, INTERSECT or EXCEPT need as many columns."
        );
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        outputs[i].type = common(outputs[i].type, right[i].type);
        outputs[i].sources.insert(
            outputs[i].sources.end(), right[i].sources.begin(), right[i].sources.end()
        );
        tidy(outputs[i].sources);
    }
    order_of_outputs(whole, outputs);
    return outputs;
}

/// Beside a set operation or VALUES, ORDER BY knows nothing but the output.
void Resolver::order_of_outputs(Query& whole, const Outputs& outputs) {
    for (OrderItem& item : whole.order_by) {
        Expr& by = sorted_by(*item.expr);
        if (is_ordinal(by)) continue;
        const std::string* name = bare_name(by);
        const auto found =
            name == nullptr ? outputs.end() : std::ranges::find_if(outputs, [&](const Output& one) {
                return same(one.name, *name);
            });
        if (found == outputs.end()) unknown_column(by, {});
        item.expr->type = by.type = found->type;
        std::get<ColumnRef>(by.node).name[0] = found->name;
    }
}

/// An item without an alias keeps its natural name, in the true spelling of a column.
void Resolver::name_item(SelectItem& item, Output& output, bool was_column) const {
    const auto* column = std::get_if<ColumnRef>(&item.expr->node);
    if (column != nullptr && same(column->name.back(), output.name)) {
        output.name = column->name.back();
    } else if (was_column || (naming_ && schema_.dialect != Dialect::postgres)) {
        item.alias = output.name;
    }
}

Outputs Resolver::items(Select& select, const Scope& scope) {
    Outputs outputs;
    outputs.reserve(select.items.size());
    for (SelectItem& item : select.items) {
        Output made{.name = item.alias.empty() ? natural_name(*item.expr) : item.alias};
        const bool was_column = std::holds_alternative<ColumnRef>(item.expr->node);
        Sources* const before = std::exchange(sink_, &made.sources);
        expr(*item.expr, scope);
        sink_ = before;
        if (item.alias.empty()) name_item(item, made, was_column);
        tidy(made.sources);
        made.type = item.expr->type;
        outputs.push_back(std::move(made));
    }
    return outputs;
}

void Resolver::expand_stars(Select& select, const Scope& scope) {
    if (std::ranges::none_of(select.items, &SelectItem::is_star)) return;
    std::vector<SelectItem> expanded;
    for (SelectItem& item : select.items) {
        if (!item.is_star()) {
            expanded.push_back(std::move(item));
            continue;
        }
        const std::size_t before = expanded.size();
        for (const Visible& one : scope.names.visible) {
            if (item.qualifier.empty()) {
                expanded.push_back({.expr = spelled(scope.names, one), .at = item.at});
                if (one.merged || is_renamed(scope.names.relations[one.relation], one.column))
                    expanded.back().alias = scope.names.name_of(one);
            }
        }
        for (std::size_t r = 0; !item.qualifier.empty() && r < scope.names.relations.size(); ++r) {
            const Relation& relation = scope.names.relations[r];
            if (!same(relation.name, item.qualifier.back())) continue;
            if (item.qualifier.size() > 2) continue;
            if (item.qualifier.size() == 2 && !same(relation.schema, item.qualifier[0])) continue;
            for (std::size_t c = 0; c < relation.size(); ++c) {
                expanded.push_back({.expr = spelled(scope.names, {r, c}), .at = item.at});
                if (is_renamed(relation, c)) expanded.back().alias = relation.column_name(c);
            }
        }
        if (expanded.size() > before) continue;
        Expr star{ColumnRef{item.qualifier}, item.at};
        std::get<ColumnRef>(star.node).name.emplace_back("*");
        unknown_column(star, scope);
    }
    select.items = std::move(expanded);
}

/// A bare name in GROUP BY is a column of FROM first, an output column second.
void Resolver::group(GroupItem& item, Select& select, const Outputs& outputs, const Scope& scope) {
    for (GroupItem& one : item.items)
        group(one, select, outputs, scope);
    if (!item.expr || is_ordinal(*item.expr)) return;
    const bool bare = bare_name(*item.expr) != nullptr;
    if (bare && bare_column(*item.expr, scope)) return;
    if (bare && output_column(*item.expr, select, outputs)) return;
    expr(*item.expr, scope);
}

void Resolver::order(
    std::vector<OrderItem>& items,
    Select& select,
    const Outputs& outputs,
    const Scope& scope
) {
    for (OrderItem& item : items) {
        Expr& by = sorted_by(*item.expr);
        if (is_ordinal(by)) continue;
        if (output_column(by, select, outputs))
            item.expr->type = by.type;
        else
            expr(*item.expr, scope);
    }
}

Expr& Resolver::sorted_by(Expr& expr) const {
    auto* collate = std::get_if<Collate>(&expr.node);
    return collate != nullptr && schema_.dialect == Dialect::sqlite ? *collate->operand : expr;
}

bool Resolver::output_column(Expr& expr, Select& select, const Outputs& outputs) {
    const std::string* name = bare_name(expr);
    if (name == nullptr) return false;
    const auto named = [&](const Output& one) { return same(one.name, *name); };
    const auto found = std::ranges::find_if(outputs, named);
    if (found == outputs.end()) return false;
    SelectItem& meant = select.items[static_cast<std::size_t>(found - outputs.begin())];
    if (std::holds_alternative<ColumnRef>(meant.expr->node)) {
        // Written as the plain column that it is, no dialect can mistake it.
        const Position at = expr.at;
        expr = *meant.expr;
        expr.at = at;
        return true;
    }
    // Only PostgreSQL names an expression by itself.
    if (meant.alias.empty() && schema_.dialect != Dialect::postgres) meant.alias = found->name;
    std::get<ColumnRef>(expr.node).name[0] = found->name;
    expr.type = found->type;
    return true;
}

void Resolver::limits(Query& query, const Scope* outer) {
    const Scope scope{.outer = outer};
    maybe(query.limit, scope);
    maybe(query.offset, scope);
}

}  // namespace parlance::sql
