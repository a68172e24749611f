#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {

/// `sorted by price`, `in alphabetical order`, `cheapest first`.
void Reader::read_order() {
    bool descending = false;
    std::size_t direction = pieces_.size();
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used || (!is(at, Cue::descending) && !is(at, Cue::ascending))) continue;
        descending = is(at, Cue::descending);
        direction = at;
        use(at, descending ? "highest first" : "lowest first", "order word");
    }
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::alphabetical) && !pieces_[at].used) return read_alphabet(at, descending);
    }
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (read_adjective_first(at)) continue;
        const bool cue = (is(at, Cue::order) && !pieces_[at].used) || at == direction;
        if (!cue || !query_.order.empty()) continue;
        auto term = sort_term(at);
        if (!term && at == direction) term = sort_default(at);
        if (!term) continue;
        use(at, text_of(*term, model_), "order word");
        query_.order.push_back({.term = std::move(*term), .descending = descending});
    }
}

/// The first text before an order word that is neither used nor compared with a value.
std::size_t Reader::shown_before(std::size_t at) const {
    for (std::size_t i = 0; i < at; ++i) {
        if (!open(i, SpanKind::column) || column(pieces_[i].link.id).numeric()) continue;
        const std::size_t after = next(i);
        if (!is(after, SpanKind::value) && !is(after, Cue::equal)) return i;
    }
    return pieces_.size();
}

void Reader::read_alphabet(std::size_t at, bool descending) {
    use(at, "alphabetical order", "order word");
    std::size_t target = next(at);
    while (is(target, Cue::order) || is(target, Cue::by))
        target = next(target);
    std::vector<ColumnId> keys;
    const std::size_t shown = shown_before(at);
    const bool by_name = shown < pieces_.size() && says_name(shown);
    if (open(target, SpanKind::column))
        keys.push_back(pieces_[target].link.id);
    else if (shown < pieces_.size() && !by_name)
        keys.push_back(pieces_[shown].link.id);
    else if (query_.subject != nothing)
        keys = display(query_.subject);
    for (const ColumnId id : keys)
        query_.order.push_back({.term = attr(id), .descending = descending});
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (is(i, Cue::order)) use(i);
    }
}

/// `cheapest first`.
bool Reader::read_adjective_first(std::size_t at) {
    const bool first = open(at, SpanKind::gradable) && at + 1 < pieces_.size() &&
                       tokens_[pieces_[at + 1].begin].text == "first";
    if (!first || query_.subject == nothing) return false;
    const ColumnId id = column_for(pieces_[at].gradable, query_.subject);
    if (id == nothing) return false;
    const bool high = Lexicon::english().gradable(pieces_[at].gradable.gradable).high;
    const bool moment = column(id).kind == Kind::moment || column(id).kind == Kind::year;
    use(at, name(id), "order word");
    use(at + 1);
    query_.order.push_back({.term = attr(id), .descending = high != moment});
    return true;
}

/// What is sorted by, behind the order word.
std::optional<Term> Reader::sort_term(std::size_t at) {
    std::size_t target = next(at);
    const auto skipped = [&] {
        return is(target, Cue::by) || is(target, Cue::order) || is(target, Cue::in) ||
               is(target, Cue::ascending) || is(target, Cue::descending) ||
               is(target, Cue::distinct);
    };
    // `sort the names by age`
    for (std::size_t by = at; previous(at) >= pieces_.size() && by < pieces_.size(); ++by) {
        if (is(by, Cue::by)) target = by;
    }
    while (skipped())
        target = next(target);
    if (is(target, Cue::count) || aggregate_at(target)) return sort_measure(target);
    if (open(target, SpanKind::column) || open(target, SpanKind::metric)) {
        auto term = measure_at(target);
        use(target, text_of(*term, model_), pieces_[target].link.via);
        if (has_aggregate(*term)) add_measure(*term, label_at(target));
        return term;
    }
    if (open(target, SpanKind::grain)) {
        const ColumnId moment = moment_for(query_.subject);
        if (moment == nothing) return std::nullopt;
        use(target, name(moment), "order word");
        return attr(moment);
    }
    const bool measured_before =
        is(at, Cue::order) && target < pieces_.size() && pieces_[target].used && !measures_.empty();
    if (measured_before) return measures_.front().term;
    return std::nullopt;
}

/// `sorted by number of orders`, `sorted by average price`.
std::optional<Term> Reader::sort_measure(std::size_t target) {
    const auto of = aggregate_at(target);
    const std::size_t inner = next(target);
    auto over = inner < pieces_.size() && !pieces_[inner].used ? measure_at(inner) : std::nullopt;
    use(target);
    if (!over) {
        if (!of && query_.subject != nothing) return count_rows(query_.subject);
        return measures_.empty() ? std::nullopt : std::optional(measures_.front().term);
    }
    if (over->kind == TermKind::attr)
        over = of ? aggregate(*of, *over) : aggregate(Aggregate::count, *over, true);
    use(inner, text_of(*over, model_), "order word");
    return over;
}

/// `highest first`: by the measure, else by the last number before.
std::optional<Term> Reader::sort_default(std::size_t at) const {
    if (!measures_.empty()) return measures_.front().term;
    for (std::size_t i = at; i-- > 0;) {
        if (!open(i, SpanKind::column)) continue;
        const ColumnModel& sorted = column(pieces_[i].link.id);
        if (sorted.numeric() || sorted.kind == Kind::moment) return attr(pieces_[i].link.id);
    }
    const std::size_t shown = shown_before(at);
    if (shown < pieces_.size()) return attr(pieces_[shown].link.id);
    return std::nullopt;
}

}  // namespace parlance::engine
