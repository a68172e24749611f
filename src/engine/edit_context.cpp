#include "engine/edit_conditions.hpp"
#include "engine/edit_turn.hpp"
#include "engine/refine_lift.hpp"

#include <algorithm>

/// What the answer before speaks of, in the light of which a fragment is read.
namespace parlance::engine {
namespace {

void add_once(std::vector<TableId>& list, TableId table) {
    if (table != nothing && std::ranges::find(list, table) == list.end()) list.push_back(table);
}

void add_inner(const Pred& pred, std::vector<TableId>& tables, const Model& model) {
    std::vector<Attr> attrs;
    std::vector<TableId> named;
    for (const Term& term : pred.terms)
        collect(term, attrs, named);
    for (const Attr& attr : attrs)
        add_once(tables, model.column(attr.column).table);
    if (pred.kind == PredKind::exists) add_once(tables, pred.table);
    for (const Pred& part : pred.parts)
        add_inner(part, tables, model);
}

}  // namespace

Qir& EditTurn::rows() {
    return query_.source ? *query_.source : query_;
}

/// The tables that the answer before speaks of.
std::vector<TableId> EditTurn::tables() const {
    const Qir& query = query_.source ? *query_.source : query_;
    std::vector<TableId> all;
    std::vector<Attr> attrs = query.group;
    std::vector<TableId> named;
    for (const Item& item : query.select)
        collect(item.term, attrs, named);
    for (const Sort& sort : query.order)
        collect(sort.term, attrs, named);
    for (const Attr& attr : attrs)
        if (attr.column >= 0) add_once(all, model_.column(attr.column).table);
    for (const TableId table : named)
        add_once(all, table);
    for (const Pred& pred : query.where)
        add_inner(pred, all, model_);
    add_once(all, query.subject);
    return all;
}

bool EditTurn::grouped_by(TableId table) const {
    const std::vector<ColumnId>& key = model_.table(table).primary_key;
    return key.size() == 1 && std::ranges::any_of(query_.group, [&](const Attr& attr) {
               return attr.column == key.front() && attr.via == nothing;
           });
}

/// What a row of the answer stands for.
TableId EditTurn::entity() const {
    const Qir& query = query_.source ? *query_.source : query_;
    for (const Item& item : query.select) {
        if (item.term.kind != TermKind::attr || item.term.attr.column < 0) continue;
        if (item.term.attr.via != nothing || item.term.attr.grain != Grain::none) continue;
        const TableId table = model_.column(item.term.attr.column).table;
        if (query.group.empty() || grouped_by(table)) return table;
    }
    return query.subject;
}

/// Times belong to the date that is spoken of already; else to the date of what is measured.
Seed EditTurn::seed() const {
    const Qir& query = query_.source ? *query_.source : query_;
    Seed made{.subject = entity()};
    if (const auto bounds = bounds_of(query.where, model_)) made.moment = bounds->column;
    for (const Attr& attr : query.group)
        if (made.moment == nothing && attr.grain != Grain::none) made.moment = attr.column;
    // What is measured happened at the date of its rows, or of those they belong to.
    std::vector<TableId> measured;
    std::vector<Attr> attrs;
    for (const Item& item : query.select)
        if (has_aggregate(item.term)) collect(item.term, attrs, measured);
    for (const Attr& attr : attrs)
        if (attr.column >= 0) add_once(measured, model_.column(attr.column).table);
    if (made.moment == nothing && !measured.empty()) {
        const TableId rows = finest(measured, model_);
        made.subject = rows == nothing ? query.subject : rows;
        if (made.subject != nothing) made.moment = model_.table(made.subject).moment;
        return made;
    }
    std::vector<TableId> happened;
    for (const Pred& pred : query.where)
        if (pred.kind == PredKind::exists && !pred.negated) add_inner(pred, happened, model_);
    for (const TableId table : happened)
        if (made.moment == nothing) made.moment = model_.table(table).moment;
    return made;
}

Context EditTurn::context() const {
    const Qir& query = query_.source ? *query_.source : query_;
    Context made{.tables = tables()};
    std::vector<Attr> attrs = query.group;
    std::vector<TableId> named;
    const auto inside = [&](const auto& self, const Pred& pred) -> void {
        for (const Term& term : pred.terms)
            collect(term, attrs, named);
        for (const Pred& part : pred.parts)
            self(self, part);
    };
    for (const Pred& pred : query.where)
        inside(inside, pred);
    for (const Attr& attr : attrs)
        if (attr.column >= 0) made.columns.push_back(attr.column);
    return made;
}

}  // namespace parlance::engine
