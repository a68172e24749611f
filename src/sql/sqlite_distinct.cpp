#include "sql/build.hpp"
#include "sql/resolver.hpp"
#include "sql/rewrite.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace parlance::sql::sqlite {
namespace {

std::string inner_name(const char* stem, std::size_t index) {
    return stem + std::to_string(index + 1);
}

Expr column(const std::string& relation, std::string name, Type type) {
    return {ColumnRef{{relation, std::move(name)}}, {}, type};
}

/// What stands for an expression of ORDER BY or DISTINCT ON: the item that a number or an output
/// name means, otherwise itself.
Expr meant(const Select& select, const Expr& expr) {
    if (const Literal* number = build::integer_literal(expr); number != nullptr) {
        const std::size_t position =
            number->text.size() > 4 ? 0 : static_cast<std::size_t>(std::stoi(number->text));
        if (position == 0 || position > select.items.size())
            cannot("This position in ORDER BY", expr.at);
        return *select.items[position - 1].expr;
    }
    const auto* name = std::get_if<ColumnRef>(&expr.node);
    if (name == nullptr || name->name.size() != 1) return expr;
    for (const SelectItem& item : select.items)
        if (item.alias == name->name[0]) return *item.expr;
    return expr;
}

}  // namespace

/// The first row of each group becomes the one that row_number() counts as 1.
void distinct_on(Query& query) {
    Select inner = std::get<Select>(std::move(query.body));
    const std::string relation = "firsts";
    Call number{.name = {"row_number"}, .over = Window{}};
    for (const Expr& one : inner.distinct_on)
        number.over->partition_by.push_back(meant(inner, one));
    inner.distinct_on.clear();
    std::vector<SelectItem> sorts;
    for (std::size_t i = 0; i < query.order_by.size(); ++i) {
        OrderItem& item = query.order_by[i];
        Expr by = meant(inner, *item.expr);
        OrderItem inside = item;
        inside.expr = by;
        number.over->order_by.push_back(std::move(inside));
        item.expr = column(relation, inner_name("by_", i), by.type);
        sorts.push_back({.expr = std::move(by), .alias = inner_name("by_", i)});
    }
    Select outer;
    for (std::size_t i = 0; i < inner.items.size(); ++i) {
        SelectItem& item = inner.items[i];
        if (item.is_star()) cannot("DISTINCT ON with a star", item.at);
        std::string name = item.alias.empty() ? natural_name(*item.expr) : item.alias;
        item.alias = inner_name("item_", i);
        outer.items.push_back(
            {.expr = column(relation, item.alias, item.expr->type), .alias = std::move(name)}
        );
    }
    std::ranges::move(sorts, std::back_inserter(inner.items));
    inner.items.push_back({.expr = Expr{std::move(number), {}, Type::integer}, .alias = "nth"});
    Derived derived{.alias = {relation, {}}};
    derived.query = Query{.body = std::move(inner)};
    outer.from.push_back({std::move(derived)});
    outer.where = build::binary(
        BinaryOp::equal, column(relation, "nth", Type::integer), build::integer(1), Type::boolean
    );
    query.body = std::move(outer);
}

}  // namespace parlance::sql::sqlite
