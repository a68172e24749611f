#include "base/error.hpp"
#include "sql/functions.hpp"
#include "sql/resolver.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

/// Rows of relations as values. Only PostgreSQL has them in a form that all of it understands.
namespace parlance::sql {
namespace {

std::string_view relation_named(const Expr& expr) {
    if (const auto* row = std::get_if<WholeRow>(&expr.node); row != nullptr) return row->relation;
    return std::get<ColumnRef>(expr.node).name[0];
}

[[noreturn]] void refuse_renamed(const Expr& expr) {
    throw Error(
        Failure::refused,
        "sql_not_supported",
        "The row of a relation whose alias renames columns is not supported: name the columns."
    )
        .at(expr.at.offset.value_or(0));
}

}  // namespace

bool may_be_column(const Call& call) {
    if (call.name.size() != 1 || call.arguments.size() != 1) return false;
    if (call.star || call.distinct || !call.order_by.empty() || call.filter || call.over)
        return false;
    const Function* function = find_function(call.name[0]);
    if (function != nullptr && function->allowed_on(Dialect::postgres)) return false;
    const auto* column = std::get_if<ColumnRef>(&call.arguments[0].node);
    return column != nullptr ? column->name.size() == 1
                             : std::holds_alternative<WholeRow>(call.arguments[0].node);
}

const Relation* Resolver::relation_of(const Expr& expr, const Scope& scope) const {
    if (schema_.dialect != Dialect::postgres) return nullptr;
    for (const Scope* level = &scope; level != nullptr; level = level->outer)
        for (const Relation& one : level->names.relations)
            if (same(one.name, relation_named(expr))) return &one;
    return nullptr;
}

bool Resolver::whole_row(Expr& expr, const Scope& scope) {
    const Relation* found = relation_of(expr, scope);
    if (found == nullptr) return false;
    if (!found->renamed.empty()) refuse_renamed(expr);
    expr.node = WholeRow{found->name};
    expr.type = Type::unknown;
    spend(found->size());
    for (std::size_t c = 0; sink_ != nullptr && c < found->size(); ++c)
        found->add_sources(c, *sink_);
    return true;
}

/// Whether a bare name is that of a column, which comes before relations.
bool Resolver::names_column(const Expr& expr, const Scope& scope) const {
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    if (column == nullptr) return false;
    for (const Scope* level = &scope; level != nullptr; level = level->outer)
        for (const Visible& one : level->names.visible)
            if (same(level->names.name_of(one), column->name[0])) return true;
    return false;
}

/// `ssn(c)`, where no function is meant, is `c.ssn`.
bool Resolver::column_by_call(Expr& expr, const Scope& scope) {
    const auto& call = std::get<Call>(expr.node);
    if (schema_.dialect != Dialect::postgres || !may_be_column(call)) return false;
    const Expr& row = call.arguments[0];
    const Relation* found = names_column(row, scope) ? nullptr : relation_of(row, scope);
    if (found == nullptr || found->name.empty() || !found->renamed.empty()) return false;
    for (std::size_t c = 0; c < found->size(); ++c) {
        if (!same(found->column_name(c), call.name[0])) continue;
        expr.node = ColumnRef{{found->name, call.name[0]}};
        column(expr, scope);
        return true;
    }
    return false;
}

/// `ROW(c.*)` is the row of all columns of c.
void Resolver::spread_rows(Row& row, const Scope& scope) {
    const auto is_star = [](const Expr& item) {
        const auto* whole = std::get_if<WholeRow>(&item.node);
        return whole != nullptr && whole->star;
    };
    if (std::ranges::none_of(row.items, is_star)) return;
    std::vector<Expr> spread;
    for (Expr& item : row.items) {
        const Relation* found = is_star(item) ? relation_of(item, scope) : nullptr;
        for (std::size_t c = 0; found != nullptr && c < found->size(); ++c) {
            spend(1);
            Name name{found->name, std::string(found->column_name(c))};
            spread.push_back({ColumnRef{std::move(name)}, item.at});
        }
        if (found == nullptr) spread.push_back(std::move(item));
    }
    row.items = std::move(spread);
}

}  // namespace parlance::sql
