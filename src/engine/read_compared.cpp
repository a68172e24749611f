#include "engine/reader.hpp"

#include <algorithm>

/// What is compared with: a number, another column, an average, the same of another row.
namespace parlance::engine {

/// The number, average or named row that is compared with; `at` moves behind it.
std::optional<Term> Reader::right_side(std::size_t& at, const Term* left) {
    if (open(at, SpanKind::number)) {
        Term value = number(pieces_[at].number);
        use(at, value.text, "number");
        ++at;
        return value;
    }
    if (left != nullptr && left->kind == TermKind::attr) {
        if (auto other = other_row(at, *left)) return other;
    }
    if (left != nullptr && has_aggregate(*left)) return average_of_groups(at, *left);
    // `paid amount higher than the claimed amount`: two columns of one row
    if (left != nullptr && left->kind == TermKind::attr && open(at, SpanKind::column) &&
        column(pieces_[at].link.id).kind == Kind::number &&
        pieces_[at].link.id != left->attr.column &&
        column(pieces_[at].link.id).table == column(left->attr.column).table) {
        Term other = attr(pieces_[at].link.id);
        use(at, name(pieces_[at].link.id), pieces_[at].link.via);
        at = next(at);
        return other;
    }
    const bool average = is(at, Cue::average);
    const bool extreme = is(at, Cue::maximum) || is(at, Cue::minimum);
    if (!average && !extreme) return std::nullopt;
    std::size_t target = next(at);
    std::optional<Term> over;
    if (open(target, SpanKind::column) && column(pieces_[target].link.id).numeric()) {
        over = attr(pieces_[target].link.id);
        use(target, name(pieces_[target].link.id), pieces_[target].link.via);
    } else if (left != nullptr && left->kind == TermKind::attr) {
        over = *left;
        if (open(target, SpanKind::table) &&
            pieces_[target].link.id == column(left->attr.column).table)
            use(target, model_.table(pieces_[target].link.id).name, "name");
    }
    if (!over) return std::nullopt;
    const Aggregate of = *aggregate_at(at);
    use(at, text_of(aggregate(of, *over), model_), "aggregate word");
    at = target;
    Qir inner{.subject = column(over->attr.column).table};
    while (is(target, SpanKind::table) && pieces_[target].used)
        target = next(target);
    if (target < pieces_.size()) {
        if (auto shared = shared_with(target, inner.subject))
            inner.where.push_back(std::move(*shared));
    }
    inner.select.push_back({aggregate(of, *over), ""});
    return scalar(std::move(inner));
}

/// `their department's average`, `than Priya Raman`: the same column of other rows.
std::optional<Term> Reader::other_row(std::size_t& at, const Term& left) {
    Qir inner{.subject = column(left.attr.column).table};
    if (open(at, SpanKind::column) && aggregate_at(next(at)) &&
        column(pieces_[at].link.id).table == inner.subject) {
        const ColumnId key = pieces_[at].link.id;
        const Aggregate of = *aggregate_at(next(at));
        inner.select.push_back({aggregate(of, left), ""});
        inner.where.push_back(compare(attr(key), Compare::equal, attr(key, Grain::none, outer_row))
        );
        use(at, "the same " + name(key), "possessive");
        use(next(at), text_of(aggregate(of, left), model_), "aggregate word");
        at = next(next(at));
        return scalar(std::move(inner));
    }
    if (auto above = of_role(at, left)) return above;
    while (open(at, SpanKind::value) && pieces_[at].link.id != nothing &&
           column(pieces_[at].link.id).table == inner.subject) {
        Pred pred = compare(
            attr(pieces_[at].link.id),
            Compare::equal,
            literal(TermKind::text, pieces_[at].link.value)
        );
        use(at, text_of(pred, model_), "row to compare with");
        inner.where.push_back(std::move(pred));
        at = next(at);
    }
    if (inner.where.empty()) return std::nullopt;
    inner.select.push_back({aggregate(Aggregate::maximum, left), ""});
    return scalar(std::move(inner));
}

/// `more orders than the average customer`: the average over the groups.
std::optional<Term> Reader::average_of_groups(std::size_t& at, const Term& left) {
    if (!is(at, Cue::average) || query_.subject == nothing) return std::nullopt;
    const TableModel& entity = model_.table(query_.subject);
    if (entity.primary_key.size() != 1) return std::nullopt;
    Qir groups{.subject = query_.subject};
    groups.group.push_back({.column = entity.primary_key.front()});
    groups.select.push_back({left, "value"});
    Qir inner;
    inner.source = std::move(groups);
    inner.select.push_back({aggregate(Aggregate::average, attr(source_item(0))), ""});
    use(at, "average over " + entity.name, "aggregate word");
    for (at = next(at); is(at, SpanKind::table) || is(at, SpanKind::metric); at = next(at))
        use(at);
    return scalar(std::move(inner));
}

}  // namespace parlance::engine
