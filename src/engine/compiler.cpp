#include "engine/compiler.hpp"

#include "engine/tree.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

bool has_subquery(const Pred& pred) {
    if (pred.kind == PredKind::exists) return true;
    return std::ranges::any_of(
               pred.terms, [](const Term& term) { return term.kind == TermKind::query; }
           ) ||
           std::ranges::any_of(pred.parts, has_subquery);
}

bool only_attr(const Term& term) {
    return term.kind == TermKind::attr;
}

}  // namespace

std::optional<sql::Query> Compiler::run(const Qir& query) {
    if (query.source) return from_source(query);
    return plain(query);
}

std::optional<sql::Query> Compiler::plain(const Qir& query) {
    if (query.select.empty() || !plan(query)) return std::nullopt;
    qualified_ |= std::ranges::any_of(query.where, has_subquery);
    sql::Select select;
    select.distinct = query.distinct;
    select.from = from_clause();
    const auto aggregated = [](const auto& one) { return has_aggregate(one.term); };
    const bool measures = std::ranges::any_of(query.select, aggregated) ||
                          std::ranges::any_of(query.order, aggregated) || !having_.empty();
    const bool plain_items =
        std::ranges::any_of(query.select, [&](const Item& item) { return !aggregated(item); });
    grouped_ = !query.group.empty() || (measures && plain_items);
    if (grouped_) add_groups(query, select);
    add_items(query, select);
    add_conditions(query, select);
    sql::Query made{.body = std::move(select)};
    if (!query.limit_per.empty() && query.limit) return limited_per(query, std::move(made));
    add_order(query, made);
    if (query.limit) made.limit = tree::number(std::to_string(*query.limit));
    if (failed_) return std::nullopt;
    return made;
}

void Compiler::add_items(const Qir& query, sql::Select& select) {
    for (const Item& item : query.select) {
        select.items.push_back({.expr = term(item.term), .alias = item.label});
    }
}

void Compiler::add_conditions(const Qir& query, sql::Select& select) {
    std::vector<sql::Expr> where;
    for (const Pred& pred : conditions_) {
        if (pred.kind != PredKind::exists) {
            where.push_back(condition(pred));
            continue;
        }
        auto made = exists_query(pred, pred.anchor == nothing ? query.subject : pred.anchor);
        failed_ |= !made;
        if (made) where.push_back(std::move(*made));
    }
    for (const auto& [anchor, pred] : moved_) {
        auto made = exists_query(pred, anchor);
        failed_ |= !made;
        if (made) where.push_back(std::move(*made));
    }
    if (!where.empty()) select.where = tree::logic(true, std::move(where));
    std::vector<sql::Expr> having;
    for (const Pred& pred : having_)
        having.push_back(condition(pred));
    if (!having.empty()) select.having = tree::logic(true, std::move(having));
}

void Compiler::add_groups(const Qir& query, sql::Select& select) {
    const auto add = [&](const Attr& attr) {
        if (std::ranges::find(group_, attr) != group_.end()) return;
        group_.push_back(attr);
        select.group_by.push_back(tree::group(attribute(attr)));
    };
    for (const Attr& attr : query.group)
        add(attr);
    const auto add_plain = [&](const Term& term) {
        if (has_aggregate(term)) return;
        std::vector<Attr> attrs;
        std::vector<TableId> tables;
        collect(term, attrs, tables);
        for (const Attr& attr : attrs)
            add(attr);
    };
    for (const Item& item : query.select)
        add_plain(item.term);
    for (const Sort& sort : query.order)
        add_plain(sort.term);
}

/// A measure over no rows, or anything made of a column that may be empty.
bool Compiler::may_be_null(const Term& term) const {
    if (term.kind == TermKind::aggregate) return term.aggregate != Aggregate::count;
    if (has_aggregate(term)) return false;
    std::vector<Attr> attrs;
    std::vector<TableId> tables;
    collect(term, attrs, tables);
    return std::ranges::any_of(attrs, [&](const Attr& attr) {
        return attr.column >= 0 && model_.column(attr.column).nullable;
    });
}

void Compiler::add_order(const Qir& query, sql::Query& made) {
    for (const Sort& sort : query.order) {
        sql::OrderItem item{.expr = term(sort.term), .descending = sort.descending};
        if (sort.descending && may_be_null(sort.term)) item.nulls = sql::NullsOrder::last;
        made.order_by.push_back(std::move(item));
    }
}

/// The first `limit` rows of each group of `limit_per`, by a window over the rows.
std::optional<sql::Query> Compiler::limited_per(const Qir& query, sql::Query made) {
    auto& inner = std::get<sql::Select>(made.body);
    sql::Window window;
    for (const Attr& attr : query.limit_per)
        window.partition_by.push_back(attribute(attr));
    add_order(query, made);
    window.order_by = std::move(made.order_by);
    made.order_by.clear();
    sql::Call rank = tree::call(*query.limit == 1 ? "rank" : "row_number", {});
    rank.over = std::move(window);
    sql::Select outer;
    const std::string alias = names_.fresh("ranked");
    std::set<std::string> labels;
    for (std::size_t i = 0; i < inner.items.size(); ++i) {
        std::string label = inner.items[i].alias;
        if (label.empty() && only_attr(query.select[i].term))
            label = model_.column(query.select[i].term.attr.column).name;
        if (label.empty()) label = "value";
        while (!labels.insert(label).second)
            label += "_2";
        inner.items[i].alias = label;
        outer.items.push_back({.expr = tree::column({alias, label})});
    }
    std::string place = "place";
    while (labels.contains(place))
        place += "_";
    inner.items.push_back({.expr = tree::expr(std::move(rank)), .alias = place});
    outer.from.push_back({.node = sql::Derived{.query = std::move(made), .alias = {.name = alias}}}
    );
    outer.where = tree::binary(
        sql::BinaryOp::less_equal,
        tree::column({alias, place}),
        tree::number(std::to_string(*query.limit))
    );
    if (failed_) return std::nullopt;
    return sql::Query{.body = std::move(outer)};
}

/// A query over the rows of another one, such as the average of counts.
std::optional<sql::Query> Compiler::from_source(const Qir& query) {
    Qir source = *query.source;
    for (std::size_t i = 0; i < source.select.size(); ++i) {
        if (source.select[i].label.empty())
            source.select[i].label = "value" + std::to_string(i + 1);
        source_columns_.push_back(source.select[i].label);
    }
    Compiler inner(model_, names_, outer_);
    auto made = inner.run(source);
    if (!made) return std::nullopt;
    facts_ = inner.facts_;
    source_ = names_.fresh("parts");
    sql::Select select;
    select.distinct = query.distinct;
    select.from.push_back(
        {.node = sql::Derived{.query = std::move(*made), .alias = {.name = source_}}}
    );
    std::vector<sql::Expr> where;
    for (const Pred& pred : query.where)
        where.push_back(condition(pred));
    if (!where.empty()) select.where = tree::logic(true, std::move(where));
    for (const Attr& attr : query.group)
        select.group_by.push_back(tree::group(attribute(attr)));
    add_items(query, select);
    sql::Query result{.body = std::move(select)};
    add_order(query, result);
    if (query.limit) result.limit = tree::number(std::to_string(*query.limit));
    if (failed_) return std::nullopt;
    return result;
}

}  // namespace parlance::engine
