#include "engine/reader.hpp"

#include <algorithm>

/// `more than 300`, `at least 4 customers`, `older than the average`, `between 5 and 10`, `grade
/// 9`.
namespace parlance::engine {

void Reader::condition(Pred pred) {
    if (std::ranges::find(query_.where, pred) == query_.where.end())
        query_.where.push_back(std::move(pred));
}

void Reader::read_comparisons() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used) continue;
        if (is(at, Cue::between) && read_between(at)) continue;
        if (read_comparison(at)) continue;
        if (is(at, SpanKind::number)) read_bare_numbers(at);
    }
}

/// What stands before a comparison and is compared: a column, an aggregate of one, a measure, or a
/// verb such as `cost`.
std::optional<Term> Reader::left_side(std::size_t at) {
    for (std::size_t steps = 0, i = previous(at); i < pieces_.size() && steps < 4;
         i = previous(i), ++steps) {
        const Piece& piece = pieces_[i];
        if (piece.kind == SpanKind::number || piece.kind == SpanKind::time ||
            is(i, Cue::conjunction))
            return std::nullopt;
        if (piece.used && piece.kind != SpanKind::cue) return std::nullopt;
        if (piece.kind == SpanKind::table) return std::nullopt;
        if (piece.kind == SpanKind::column && !piece.used) {
            const ColumnModel& found = column(piece.link.id);
            if (!found.numeric() && found.kind != Kind::moment) return std::nullopt;
            const std::size_t before = previous(i);
            use(i, name(piece.link.id), piece.link.via);
            const auto of = aggregate_at(before);
            if (!of || pieces_[before].used) return attr(piece.link.id);
            use(before, "aggregate", "aggregate word");
            return aggregate(*of, attr(piece.link.id));
        }
        if (piece.kind == SpanKind::metric) {
            const Metric& metric = model_.metrics()[static_cast<std::size_t>(piece.link.id)];
            use(i, text_of(metric.formula, model_), "measure `" + metric.name + "`");
            return metric.formula;
        }
        if (piece.kind == SpanKind::gradable && query_.subject != nothing) {
            const ColumnId id = column_for(piece.gradable, query_.subject);
            if (id == nothing) return std::nullopt;
            use(i, name(id), "adjective or verb");
            return attr(id);
        }
    }
    return std::nullopt;
}

/// The number, average or named row that is compared with; `at` moves behind it.
std::optional<Term> Reader::right_side(std::size_t& at, const Term* left) {
    if (open(at, SpanKind::number)) {
        Term value = number(pieces_[at].number);
        use(at, value.text, "number");
        ++at;
        return value;
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
    inner.select.push_back({aggregate(of, *over), ""});
    return scalar(std::move(inner));
}

bool Reader::read_comparison(std::size_t at) {
    std::optional<Compare> op;
    std::optional<Term> left;
    const Piece& piece = pieces_[at];
    if (is(at, Cue::more)) op = Compare::greater;
    if (is(at, Cue::less)) op = Compare::less;
    if (is(at, Cue::at_least)) op = Compare::greater_equal;
    if (is(at, Cue::at_most)) op = Compare::less_equal;
    if (is(at, Cue::equal)) op = Compare::equal;
    std::size_t right = next(at);
    const bool comparative =
        is(at, SpanKind::gradable) && piece.gradable.degree == Degree::comparative;
    const bool suffixed =
        is(at, SpanKind::number) && (is(at + 1, Cue::or_more) || is(at + 1, Cue::or_less));
    if (comparative) {
        if (!is(right, Cue::than) || query_.subject == nothing) return false;
        const ColumnId id = column_for(piece.gradable, query_.subject);
        const bool high = Lexicon::english().gradable(piece.gradable.gradable).high;
        if (id == nothing) {
            left = left_side(at);
            if (!left) return false;
        } else {
            left = attr(id);
        }
        const bool moment = id != nothing && column(id).kind == Kind::moment;
        op = high != moment ? Compare::greater : Compare::less;
        right = next(right);
    }
    if (suffixed) {
        op = is(at + 1, Cue::or_more) ? Compare::greater_equal : Compare::less_equal;
        right = at;
    }
    if (!op) return false;
    // `greater weight than 10`
    if (!left && open(right, SpanKind::column) && is(next(right), Cue::than)) {
        left = attr(pieces_[right].link.id);
        use(right, name(pieces_[right].link.id), pieces_[right].link.via);
        right = next(next(right));
    }
    while (is(right, Cue::than))
        right = next(right);
    if (is(right, SpanKind::time) && tokens_[pieces_[right].begin].kind == TokenKind::number &&
        pieces_[right].end == pieces_[right].begin + 1) {
        pieces_[right].kind = SpanKind::number;
        pieces_[right].number = tokens_[pieces_[right].begin].number;
    }
    if (!open(right, SpanKind::number) && !is(right, Cue::average) && !is(right, Cue::maximum) &&
        !is(right, Cue::minimum))
        return false;
    // What is counted may follow: `more than 5 orders`.
    std::size_t unit = suffixed ? next(at + 1) : next(right);
    bool distinct = false;
    if (is(unit, Cue::distinct)) distinct = true, unit = next(unit);
    const bool number_side = is(right, SpanKind::number);
    if (!left) left = left_side(at);
    if (!left && number_side && open(unit, SpanKind::table)) {
        const TableId counted = pieces_[unit].link.id;
        left = count_rows(counted);
        use(unit, model_.table(counted).name, pieces_[unit].link.via);
    } else if (!left && number_side && open(unit, SpanKind::metric)) {
        left = model_.metrics()[static_cast<std::size_t>(pieces_[unit].link.id)].formula;
        use(unit, text_of(*left, model_), "measure");
    } else if (!left && number_side && open(unit, SpanKind::column)) {
        const ColumnId id = pieces_[unit].link.id;
        left = column(id).numeric() ? attr(id) : aggregate(Aggregate::count, attr(id), true);
        use(unit, name(id), pieces_[unit].link.via);
    } else if (number_side && left && (open(unit, SpanKind::gradable))) {
        use(unit, "", "");
    } else if (!left && number_side && open(unit, SpanKind::gradable) &&
               query_.subject != nothing) {
        const ColumnId id = column_for(pieces_[unit].gradable, query_.subject);
        if (id != nothing) left = attr(id), use(unit, name(id), "adjective");
    }
    if (!left && is(right, Cue::average) && open(next(right), SpanKind::column))
        left = attr(pieces_[next(right)].link.id);
    if (!left && number_side && query_.subject != nothing) {
        const ColumnId id = default_measure(query_.subject);
        if (id != nothing) left = attr(id), assume("default_measure", "compared " + name(id));
    }
    if (!left) return false;
    if (distinct)
        for (std::size_t i = right; i < pieces_.size(); ++i)
            if (is(i, Cue::distinct)) {
                use(i);
                break;
            }
    auto value = right_side(right, &*left);
    if (!value) return false;
    if (suffixed) use(at + 1);
    Pred pred = compare(std::move(*left), *op, std::move(*value));
    use(at, text_of(pred, model_), "comparison");
    condition(std::move(pred));
    return true;
}

bool Reader::read_between(std::size_t at) {
    const std::size_t low = next(at);
    const std::size_t joint = next(low);
    const std::size_t high = next(joint);
    if (!open(low, SpanKind::number) || !open(high, SpanKind::number)) return false;
    auto left = left_side(at);
    if (!left && query_.subject != nothing) {
        const ColumnId id = default_measure(query_.subject);
        if (id != nothing) left = attr(id), assume("default_measure", "compared " + name(id));
    }
    if (!left) return false;
    for (const std::size_t i : {at, low, joint, high})
        use(i);
    condition(compare(*left, Compare::greater_equal, number(pieces_[low].number)));
    condition(compare(*left, Compare::less_equal, number(pieces_[high].number)));
    return true;
}

/// `grade 10`, `grades 9 or 10`, `id is 3`.
bool Reader::read_bare_numbers(std::size_t at) {
    const std::size_t before = [&] {
        std::size_t i = previous(at);
        while (is(i, Cue::equal) || is(i, Cue::negation))
            i = previous(i);
        return i;
    }();
    if (!open(before, SpanKind::column)) return false;
    const ColumnModel& compared = column(pieces_[before].link.id);
    if (compared.kind == Kind::moment || compared.kind == Kind::name) return false;
    std::vector<Term> values{number(pieces_[at].number)};
    std::size_t last = at;
    while (is(next(last), Cue::disjunction) && open(next(next(last)), SpanKind::number)) {
        use(next(last));
        last = next(next(last));
        values.push_back(number(pieces_[last].number));
        use(last);
    }
    const bool negated = is(previous(at), Cue::negation) || negated_before(before);
    if (is(previous(at), Cue::negation) || is(previous(at), Cue::equal)) use(previous(at));
    Pred pred = values.size() == 1 ? compare(
                                         attr(pieces_[before].link.id),
                                         negated ? Compare::not_equal : Compare::equal,
                                         values[0]
                                     )
                                   : in_list(attr(pieces_[before].link.id), values);
    if (values.size() > 1) pred.negated = negated;
    use(before, name(pieces_[before].link.id), pieces_[before].link.via);
    use(at, text_of(pred, model_), "number after a column");
    condition(std::move(pred));
    return true;
}

}  // namespace parlance::engine
