#include "base/error.hpp"
#include "sql/resolver.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::sql {
namespace {

char folded(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

Type type_of_outputs(const Outputs& outputs) {
    return outputs.size() == 1 ? outputs[0].type : Type::unknown;
}

}  // namespace

bool Resolver::same(std::string_view a, std::string_view b) const {
    if (schema_.dialect == Dialect::postgres) return a == b;
    return std::ranges::equal(a, b, [](char x, char y) { return folded(x) == folded(y); });
}

void Resolver::exprs(std::vector<Expr>& list, const Scope& scope) {
    for (Expr& one : list)
        expr(one, scope);
}

void Resolver::maybe(Box<Expr>& held, const Scope& scope) {
    if (held) expr(*held, scope);
}

/// A subquery's values flow into what it stands in, its conditions do not.
Outputs Resolver::subquery(Query& query, const Scope& scope) {
    Sources* const before = std::exchange(sink_, nullptr);
    const bool naming = std::exchange(naming_, false);
    Outputs outputs = this->query(query, &scope);
    naming_ = naming;
    sink_ = before;
    if (sink_ != nullptr)
        for (const Output& one : outputs)
            sink_->insert(sink_->end(), one.sources.begin(), one.sources.end());
    return outputs;
}

void Resolver::expr(Expr& expr, const Scope& scope) {
    struct Visit {
        Resolver& resolver;
        Expr& expr;
        const Scope& scope;

        void all(std::initializer_list<Box<Expr>*> parts) const {
            for (Box<Expr>* part : parts)
                resolver.maybe(*part, scope);
        }
        void operator()(Literal&) const {}
        void operator()(Parameter&) const {}
        void operator()(CurrentMoment&) const {}
        void operator()(ColumnRef&) const { resolver.column(expr, scope); }
        void operator()(Unary& it) const { all({&it.operand}); }
        void operator()(Binary& it) const { all({&it.left, &it.right}); }
        void operator()(Logic& it) const { resolver.exprs(it.operands, scope); }
        void operator()(Not& it) const { all({&it.operand}); }
        void operator()(IsTest& it) const { all({&it.operand}); }
        void operator()(Distinct& it) const { all({&it.left, &it.right}); }
        void operator()(Like& it) const { all({&it.operand, &it.pattern, &it.escape}); }
        void operator()(Between& it) const { all({&it.operand, &it.low, &it.high}); }
        void operator()(InList& it) const {
            all({&it.operand});
            resolver.exprs(it.items, scope);
        }
        void operator()(InQuery& it) const {
            all({&it.operand});
            resolver.subquery(*it.query, scope);
        }
        void operator()(Quantified& it) const {
            all({&it.operand, &it.array});
            if (it.query) resolver.subquery(*it.query, scope);
        }
        void operator()(Exists& it) const { resolver.subquery(*it.query, scope); }
        void operator()(ScalarQuery& it) const {
            expr.type = type_of_outputs(resolver.subquery(*it.query, scope));
        }
        void operator()(ArrayQuery& it) const { resolver.subquery(*it.query, scope); }
        void operator()(Case& it) const {
            all({&it.operand});
            for (When& when : it.whens)
                all({&when.condition, &when.result});
            all({&it.otherwise});
        }
        void operator()(Cast& it) const { all({&it.operand}); }
        void operator()(Collate& it) const { all({&it.operand}); }
        void operator()(Xml& it) const { resolver.exprs(it.items, scope); }
        void operator()(WholeRow&) const {
            if (!resolver.whole_row(expr, scope)) resolver.unknown_column(expr, scope);
        }
        void operator()(Row& it) const {
            resolver.spread_rows(it, scope);
            resolver.exprs(it.items, scope);
        }
        void operator()(Array& it) const { resolver.exprs(it.items, scope); }
        void operator()(Subscript& it) const { all({&it.operand, &it.index, &it.high}); }
        void operator()(Call& it) const {
            if (!resolver.column_by_call(expr, scope)) resolver.call(it, scope);
        }
    };
    std::visit(Visit{*this, expr, scope}, expr.node);
    const bool bound = std::holds_alternative<ColumnRef>(expr.node) ||
                       std::holds_alternative<WholeRow>(expr.node) ||
                       std::holds_alternative<ScalarQuery>(expr.node);
    if (!bound) expr.type = type_of(expr);
}

void Resolver::call(Call& call, const Scope& scope) {
    exprs(call.arguments, scope);
    for (OrderItem& item : call.order_by)
        expr(*item.expr, scope);
    maybe(call.filter, scope);
    if (call.over) window(*call.over, scope);
}

void Resolver::window(Window& window, const Scope& scope) {
    exprs(window.partition_by, scope);
    for (OrderItem& item : window.order_by)
        expr(*item.expr, scope);
    if (!window.frame) return;
    maybe(window.frame->start.offset, scope);
    if (window.frame->end) maybe(window.frame->end->offset, scope);
}

void Resolver::spend(std::size_t nodes) {
    constexpr std::size_t most = 100'000;
    spent_ += nodes;
    if (spent_ <= most) return;
    throw Error(
        Failure::too_large,
        "sql_too_long",
        "The statement spreads over too many columns: name the ones that you need."
    );
}

void Resolver::bind(Expr& expr, const Names& names, const Visible& visible) {
    spend(1);
    if (visible.merged) {
        Box<Expr> copy = visible.merged;
        spend(nodes_in(*copy));
        const Position at = expr.at;
        expr = std::move(*copy);
        expr.at = at;
        if (sink_ != nullptr)
            sink_->insert(
                sink_->end(), visible.merged_sources.begin(), visible.merged_sources.end()
            );
        return;
    }
    const Relation& relation = names.relations[visible.relation];
    Name name;
    if (!relation.name.empty()) name.push_back(relation.name);
    name.emplace_back(relation.true_name(visible.column));
    expr.node = ColumnRef{std::move(name)};
    expr.type = relation.column_type(visible.column);
    if (sink_ == nullptr) return;
    const std::size_t before = sink_->size();
    relation.add_sources(visible.column, *sink_);
    spend((sink_->size() - before) / 8);
}

Expr Resolver::spelled(const Names& names, const Visible& visible) {
    spend(1);
    if (visible.merged) {
        Expr copy = *visible.merged;
        spend(nodes_in(copy));
        return copy;
    }
    const Relation& relation = names.relations[visible.relation];
    Name name;
    if (!relation.name.empty()) name.push_back(relation.name);
    name.emplace_back(relation.column_name(visible.column));
    return {.node = ColumnRef{std::move(name)}};
}

bool Resolver::bare_column(Expr& expr, const Scope& scope) {
    const std::string& name = std::get<ColumnRef>(expr.node).name[0];
    const Visible* found = nullptr;
    for (const Visible& one : scope.names.visible) {
        if (!same(scope.names.name_of(one), name)) continue;
        if (found != nullptr)
            throw Error(
                Failure::invalid,
                "sql_ambiguous_column",
                fmt::format("The column {} could be of more than one table: qualify it.", name)
            )
                .at(expr.at.offset.value_or(0));
        found = &one;
    }
    if (found != nullptr) bind(expr, scope.names, *found);
    return found != nullptr;
}

bool Resolver::qualified_column(Expr& expr, const Scope& scope) {
    const Name& name = std::get<ColumnRef>(expr.node).name;
    const std::string& wanted = name[name.size() - 2];
    for (std::size_t r = 0; r < scope.names.relations.size(); ++r) {
        const Relation& relation = scope.names.relations[r];
        if (!same(relation.name, wanted)) continue;
        if (name.size() == 3 && !same(relation.schema, name[0])) continue;
        for (std::size_t c = 0; c < relation.size(); ++c) {
            if (!same(relation.column_name(c), name.back())) continue;
            bind(expr, scope.names, Visible{r, c});
            return true;
        }
        // The nearest relation of that name is the one meant, even when a further one has it.
        unknown_column(expr, scope);
    }
    return false;
}

/// SQLite and DuckDB let WHERE, GROUP BY and HAVING name an output column.
bool Resolver::alias_of(Expr& expr, const Scope& scope) {
    if (scope.select == nullptr || schema_.dialect == Dialect::postgres) return false;
    const std::string& name = std::get<ColumnRef>(expr.node).name[0];
    for (const SelectItem& item : scope.select->items) {
        if (item.alias.empty() || !same(item.alias, name)) continue;
        Expr copy = *item.expr;
        spend(nodes_in(copy));
        expr = std::move(copy);
        return true;
    }
    return false;
}

bool Resolver::quoted_string(Expr& expr) {
    auto& quoted = std::get<ColumnRef>(expr.node).quoted;
    if (schema_.dialect != Dialect::sqlite || !quoted) return false;
    expr.node = Literal{LiteralKind::text, std::string(*std::move(quoted))};
    expr.type = Type::text;
    return true;
}

void Resolver::column(Expr& expr, const Scope& scope) {
    const std::size_t parts = std::get<ColumnRef>(expr.node).name.size();
    for (const Scope* level = &scope; level != nullptr && parts <= 3; level = level->outer) {
        if (parts == 1 ? bare_column(expr, *level) : qualified_column(expr, *level)) return;
        if (parts == 1 && alias_of(expr, *level)) return;
    }
    if (parts == 1 && whole_row(expr, scope)) return;
    if (parts == 1 && quoted_string(expr)) return;
    unknown_column(expr, scope);
}

void Resolver::unknown_column(const Expr& expr, const Scope& scope) const {
    const auto* row = std::get_if<WholeRow>(&expr.node);
    if (row != nullptr)
        throw Error(
            Failure::refused,
            "sql_not_supported",
            fmt::format(
                "The row of {} as a value is not supported: name its columns.", row->relation
            )
        )
            .at(expr.at.offset.value_or(0));
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    const std::size_t at = expr.at.offset.value_or(0);
    if (column == nullptr)
        throw Error(
            Failure::invalid,
            "sql_unknown_column",
            "Beside UNION or VALUES, ORDER BY takes only names or numbers of output columns."
        )
            .at(at);
    std::vector<std::string_view> known;
    for (const Scope* level = &scope; level != nullptr; level = level->outer) {
        for (const Relation& relation : level->names.relations) {
            const Name& name = column->name;
            if (name.size() == 1 && same(relation.name, name[0]))
                throw Error(
                    Failure::refused,
                    "sql_not_supported",
                    fmt::format("{} is a table: name its columns instead.", name[0])
                )
                    .at(at);
            if (name.size() > 1 && !same(relation.name, name[name.size() - 2])) continue;
            for (std::size_t c = 0; c < relation.size(); ++c)
                known.push_back(relation.column_name(c));
        }
    }
    throw Error(
        Failure::invalid,
        "sql_unknown_column",
        fmt::format(
            "There is no column {}{}",
            fmt::join(column->name, "."),
            did_you_mean(column->name.back(), known)
        )
    )
        .at(at);
}

}  // namespace parlance::sql
