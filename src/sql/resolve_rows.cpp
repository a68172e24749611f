#include "base/error.hpp"
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
