#include "engine/qir.hpp"

#include "engine/text.hpp"

#include <algorithm>
#include <utility>

namespace parlance::engine {

Term attr(ColumnId column, Grain grain, std::int32_t via) {
    return {.kind = TermKind::attr, .attr = {.column = column, .via = via, .grain = grain}};
}

Term literal(TermKind kind, std::string text) {
    return {.kind = kind, .text = std::move(text)};
}

Term number(double value) {
    return literal(TermKind::number, number_text(value));
}

Term arithmetic(char op, Term left, Term right) {
    Term term{.kind = TermKind::arithmetic, .op = op};
    term.args.push_back(std::move(left));
    term.args.push_back(std::move(right));
    return term;
}

Term aggregate(Aggregate of, Term over, bool distinct) {
    Term term{.kind = TermKind::aggregate, .aggregate = of, .distinct = distinct};
    term.args.push_back(std::move(over));
    return term;
}

Term count_of(TableId table) {
    return {.kind = TermKind::aggregate, .aggregate = Aggregate::count, .table = table};
}

Term wrapped(TermKind kind, Term inner) {
    Term term{.kind = kind};
    term.args.push_back(std::move(inner));
    return term;
}

Term scalar(Qir query) {
    Term term{.kind = TermKind::query};
    term.query = std::move(query);
    return term;
}

Term written(sql::Expr expr, std::vector<Attr> columns, TableId home) {
    Term term{.kind = TermKind::written, .table = home};
    for (const Attr& column : columns)
        term.args.push_back({.kind = TermKind::attr, .attr = column});
    term.written = std::move(expr);
    return term;
}

Pred compare(Term left, Compare op, Term right) {
    Pred pred{.kind = PredKind::compare, .op = op};
    pred.terms.push_back(std::move(left));
    pred.terms.push_back(std::move(right));
    return pred;
}

Pred in_list(Term column, std::vector<Term> values) {
    Pred pred{.kind = PredKind::in};
    pred.terms.push_back(std::move(column));
    for (Term& value : values)
        pred.terms.push_back(std::move(value));
    return pred;
}

Pred is_null(Term column, bool negated) {
    Pred pred{.kind = PredKind::null, .negated = negated};
    pred.terms.push_back(std::move(column));
    return pred;
}

Pred like(Term column, std::string pattern) {
    Pred pred{.kind = PredKind::like, .pattern = std::move(pattern)};
    pred.terms.push_back(std::move(column));
    return pred;
}

Pred all_of(std::vector<Pred> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = PredKind::all, .parts = std::move(parts)};
}

Pred any_of(std::vector<Pred> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = PredKind::any, .parts = std::move(parts)};
}

Pred exists(TableId table, std::vector<Pred> parts, bool negated) {
    return {
        .kind = PredKind::exists, .negated = negated, .parts = std::move(parts), .table = table
    };
}

bool has_aggregate(const Term& term) {
    if (term.kind == TermKind::aggregate) return true;
    if (term.kind == TermKind::written) return term.aggregated;
    return std::ranges::any_of(term.args, [](const Term& arg) { return has_aggregate(arg); });
}

bool has_aggregate(const Pred& pred) {
    if (pred.kind == PredKind::exists) return false;
    return std::ranges::any_of(pred.terms, [](const Term& term) { return has_aggregate(term); }) ||
           std::ranges::any_of(pred.parts, [](const Pred& part) { return has_aggregate(part); });
}

void collect(const Term& term, std::vector<Attr>& into, std::vector<TableId>& tables) {
    if (term.kind == TermKind::attr && term.attr.column >= 0) into.push_back(term.attr);
    if (term.table != nothing) tables.push_back(term.table);
    for (const Term& arg : term.args)
        collect(arg, into, tables);
    for (const Pred& pred : term.only)
        collect(pred, into, tables);
}

void collect(const Pred& pred, std::vector<Attr>& into, std::vector<TableId>& tables) {
    if (pred.kind == PredKind::exists) return;
    for (const Term& term : pred.terms)
        collect(term, into, tables);
    for (const Pred& part : pred.parts)
        collect(part, into, tables);
}

}  // namespace parlance::engine
