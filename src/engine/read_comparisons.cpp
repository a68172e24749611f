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
            // `that cost more than 300`: a verb, not the column of that name.
            const auto form = Lexicon::english().gradable_form(tokens_[piece.begin].text);
            const std::size_t subject_at = previous(i);
            const bool verb = form && Lexicon::english().gradable(form->gradable).verb &&
                              (is(subject_at, Cue::clause) || is(subject_at, SpanKind::table) ||
                               is(subject_at, Cue::who));
            const ColumnId meant =
                verb && query_.subject != nothing ? column_for(*form, query_.subject) : nothing;
            if (meant != nothing) {
                use(i, name(meant), "verb");
                return attr(meant);
            }
            if (!found.numeric() && found.kind != Kind::moment) return std::nullopt;
            const std::string& said = tokens_[piece.begin].text;
            if (found.kind == Kind::moment && (said.ends_with("ed") || said == "sold"))
                return std::nullopt;  // `have sold fewer than 5 tickets`
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

/// The operator of the words at `at`, and where what is compared with begins.
std::optional<Reader::Comparison> Reader::comparison_at(std::size_t at) {
    const Piece& piece = pieces_[at];
    Comparison found{.right = next(at)};
    if (is(at, SpanKind::number) && (is(at + 1, Cue::or_more) || is(at + 1, Cue::or_less))) {
        found.op = is(at + 1, Cue::or_more) ? Compare::greater_equal : Compare::less_equal;
        found.right = at;
        found.suffixed = true;
        return found;
    }
    if (is(at, SpanKind::gradable)) {
        const bool comparative = piece.gradable.degree == Degree::comparative;
        const Gradable& gradable = Lexicon::english().gradable(piece.gradable.gradable);
        if (comparative && !is(found.right, Cue::than)) {
            found.op =
                gradable.high ? Compare::greater : Compare::less;  // `a greater weight than 10`
            return found;
        }
        if (!comparative || !is(found.right, Cue::than) || query_.subject == nothing)
            return std::nullopt;
        ColumnId id = column_for(piece.gradable, table_near(at));
        if (id == nothing) id = column_near(piece.gradable, query_.subject);
        found.left = id == nothing ? left_side(at) : attr(id);
        if (!found.left) return std::nullopt;
        const bool moment = id != nothing && column(id).kind == Kind::moment;
        found.op = gradable.high != moment ? Compare::greater : Compare::less;
        return found;
    }
    if (is(at, Cue::more))
        found.op = Compare::greater;
    else if (is(at, Cue::less))
        found.op = Compare::less;
    else if (is(at, Cue::at_least))
        found.op = Compare::greater_equal;
    else if (is(at, Cue::at_most))
        found.op = Compare::less_equal;
    else if (is(at, Cue::equal))
        found.op = Compare::equal;
    else
        return std::nullopt;
    return found;
}

/// Whether a number of the same table stands before the operator: `cost higher than the price`.
bool Reader::columns_compared(std::size_t right) const {
    for (std::size_t i = right, steps = 0; i-- > 0 && steps < 4; ++steps) {
        if (!open(i, SpanKind::column)) continue;
        return column(pieces_[i].link.id).kind == Kind::number &&
               column(pieces_[i].link.id).table == column(pieces_[right].link.id).table &&
               pieces_[i].link.id != pieces_[right].link.id;
    }
    return false;
}

/// Skips to the number, average or row that is compared with; false when there is none.
bool Reader::find_right(Comparison& found) {
    // `greater weight than 10`
    const bool between = found.right < pieces_.size() && !pieces_[found.right].used &&
                         is(next(found.right), Cue::than);
    if (!found.left && between) {
        found.left = measure_at(found.right);
        if (found.left) {
            use(found.right, text_of(*found.left, model_), pieces_[found.right].link.via);
            found.right = next(next(found.right));
        }
    }
    // `above age 20`
    const bool named =
        open(found.right, SpanKind::column) && open(next(found.right), SpanKind::number);
    if (!found.left && named && column(pieces_[found.right].link.id).numeric()) {
        found.left = attr(pieces_[found.right].link.id);
        use(found.right, name(pieces_[found.right].link.id), pieces_[found.right].link.via);
        found.right = next(found.right);
    }
    while (is(found.right, Cue::than))
        found.right = next(found.right);
    const std::size_t right = found.right;
    const bool year = is(right, SpanKind::time) &&
                      tokens_[pieces_[right].begin].kind == TokenKind::number &&
                      pieces_[right].end == pieces_[right].begin + 1;
    if (year) {
        pieces_[right].kind = SpanKind::number;
        pieces_[right].number = tokens_[pieces_[right].begin].number;
    }
    const bool both = open(right, SpanKind::column) && right > 0 &&
                      column(pieces_[right].link.id).kind == Kind::number &&
                      columns_compared(right);
    if (both) return true;
    const bool row = open(right, SpanKind::value) && pieces_[right].link.id != nothing;
    const bool correlated = open(right, SpanKind::column) && aggregate_at(next(right));
    return open(right, SpanKind::number) || role_key(right) != nothing || is(right, Cue::average) ||
           is(right, Cue::maximum) || is(right, Cue::minimum) || row || correlated;
}

/// What a number counts may follow it: `more than 5 orders`, `at least 300 pages`.
std::optional<Term> Reader::unit_after(std::size_t unit) {
    if (open(unit, SpanKind::gradable) && query_.subject != nothing) {
        const ColumnId id = column_for(pieces_[unit].gradable, query_.subject);
        if (id == nothing) return std::nullopt;
        use(unit, name(id), "adjective");
        return attr(id);
    }
    if (is(unit, Cue::in) && open(next(unit), SpanKind::column)) unit = next(unit);  // `5 in stock`
    auto term = unit < pieces_.size() && !pieces_[unit].used ? measure_at(unit) : std::nullopt;
    if (!term) return std::nullopt;
    // `over 5000 issued in May`: that is when, not what
    if (term->kind == TermKind::attr && column(term->attr.column).kind == Kind::moment)
        return std::nullopt;
    const bool named = term->kind == TermKind::attr && !column(term->attr.column).numeric();
    if (named) term = aggregate(Aggregate::count, *term, true);
    use(unit, text_of(*term, model_), pieces_[unit].link.via);
    return term;
}

/// `volunteers who worked more than 50 hours`: in all the rows that hang on one of them.
void Reader::add_up(Term& left) const {
    const bool plain = left.kind == TermKind::attr && left.attr.column >= 0;
    if (!plain || query_.subject == nothing) return;
    const ColumnModel& kept = column(left.attr.column);
    if (kept.kind == Kind::number && hangs_on(kept.table, query_.subject) &&
        usual_aggregate(kept) == Aggregate::sum)
        left = aggregate(Aggregate::sum, std::move(left));
}

/// `who paid more than 10000 in total`.
void Reader::add_up_in_total(Term& left, std::size_t number_at) {
    for (std::size_t at = number_at + 1; at < pieces_.size() && at < number_at + 4; ++at) {
        if (!is(at, Cue::sum) || aggregate_at(next(at)) || open(next(at), SpanKind::column) ||
            left.kind != TermKind::attr)
            continue;
        left = aggregate(Aggregate::sum, std::move(left));
        use(at, "sum", "in total");
        return;
    }
}

/// `members under 30`: people that have a date of birth.
bool Reader::read_aged(std::size_t at, const Comparison& found) {
    constexpr double oldest = 110;
    const std::size_t after = found.right + 1;
    const bool alone = after >= pieces_.size() || is(after, Cue::filler) || is(after, Cue::by) ||
                       is(after, Cue::in) || is(after, Cue::conjunction);
    if (!alone || query_.subject == nothing || !is(previous(at), SpanKind::table) ||
        pieces_[previous(at)].link.id != query_.subject || pieces_[found.right].number > oldest)
        return false;
    for (const ColumnId id : model_.table(query_.subject).columns) {
        const auto& words = column(id).words;
        if (column(id).kind != Kind::moment || std::ranges::find(words, "birth") == words.end())
            continue;
        auto value = long_ago(attr(id), found.right);
        if (!value) return false;
        const bool older = found.op == Compare::greater || found.op == Compare::greater_equal;
        Pred pred = compare(attr(id), older ? Compare::less : Compare::greater, std::move(*value));
        use(at, text_of(pred, model_), "age");
        condition(std::move(pred));
        return true;
    }
    return false;
}

bool Reader::read_comparison(std::size_t at) {
    auto found = comparison_at(at);
    if (!found || !find_right(*found)) return false;
    std::size_t unit = found->suffixed ? next(at + 1) : next(found->right);
    // `more than 20 international calls`: the calls are counted, of that kind
    if (open(unit, SpanKind::value) && open(next(unit), SpanKind::table)) unit = next(unit);
    const std::size_t distinct = unit;
    if (is(unit, Cue::distinct)) unit = next(unit);
    const bool number_side = is(found->right, SpanKind::number);
    if (!found->left) found->left = left_side(at);
    if (!found->left && number_side && read_aged(at, *found)) return true;
    if (!found->left && number_side) {
        found->left = unit_after(unit);
        if (found->left) add_up(*found->left);
    } else if (number_side && open(unit, SpanKind::gradable))
        use(unit);  // `an age over 20 years old`
    if (is(distinct, Cue::distinct)) use(distinct);
    if (!found->left && is(found->right, Cue::average) &&
        open(next(found->right), SpanKind::column)) {
        found->left = attr(pieces_[next(found->right)].link.id);
    }
    if (!found->left && number_side && query_.subject != nothing) {
        const ColumnId id = default_measure(query_.subject);
        if (id != nothing)
            found->left = attr(id), assume("default_measure", "compared " + name(id));
    }
    if (!found->left) return false;
    if (number_side) add_up_in_total(*found->left, found->right);
    const bool aged = is(at, SpanKind::gradable) || is(found->right + 1, SpanKind::grain);
    auto value = aged ? long_ago(*found->left, found->right) : std::nullopt;
    if (!value) value = right_side(found->right, &*found->left);
    if (!value) return false;
    if (found->suffixed) use(at + 1);
    for (const Metric& metric : model_.metrics()) {
        if (metric.aggregated && metric.formula == *found->left)
            add_measure(*found->left, metric.name);
    }
    Pred pred = compare(std::move(*found->left), found->op, std::move(*value));
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

/// `department 140`: the row with that key.
bool Reader::read_numbered_row(std::size_t table_at, std::size_t at) {
    const TableModel& table = model_.table(pieces_[table_at].link.id);
    if (table.primary_key.size() != 1 || table_at + 1 != at ||
        column(table.primary_key.front()).type != Type::integer ||
        is(previous(table_at), Cue::top) || superlative_)
        return false;
    const ColumnId key = table.primary_key.front();
    std::vector<Term> values{number(pieces_[at].number)};
    std::size_t last = at;
    while ((is(next(last), Cue::disjunction) || is(next(last), Cue::conjunction)) &&
           open(next(next(last)), SpanKind::number)) {
        last = next(next(last));
        values.push_back(number(pieces_[last].number));
        use(last);
    }
    Pred pred = values.size() == 1 ? compare(attr(key), Compare::equal, values[0])
                                   : in_list(attr(key), values);
    pred.negated = negated_before(table_at);
    use(at, text_of(pred, model_), "number of the row");
    if (pieces_[table_at].link.id != query_.subject) use(table_at, table.name, "name");
    condition(std::move(pred));
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
    if (is(before, SpanKind::table)) return read_numbered_row(before, at);
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
