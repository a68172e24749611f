#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {

void Reader::rank_by(Term term, bool descending, std::int64_t limit) {
    query_.order.push_back({.term = std::move(term), .descending = descending});
    query_.limit = limit;
    superlative_ = true;
}

/// The number that goes with a superlative: `the 5 most expensive`.
std::optional<std::int64_t> Reader::number_before(std::size_t at) {
    const std::size_t before = previous(at);
    if (!open(before, SpanKind::number) || pieces_[before].number < 1 ||
        pieces_[before].number > 1e6)
        return std::nullopt;
    use(before, "limit", "number before a superlative");
    return static_cast<std::int64_t>(pieces_[before].number);
}

void Reader::read_superlatives() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used || superlative_) continue;
        if (is(at, Cue::top))
            read_top(at, true);
        else if (is(at, Cue::bottom))
            read_top(at, false);
        else if (is(at, Cue::most))
            read_most(at, true);
        else if (is(at, Cue::least))
            read_most(at, false);
        else if (is(at, Cue::highest) || is(at, Cue::lowest) || is(at, Cue::common))
            read_superlative(at);
        else if (is(at, SpanKind::gradable) && pieces_[at].gradable.degree == Degree::superlative)
            read_gradable_superlative(at);
    }
}

/// `top 10 customers by revenue`, `first 3 orders`.
bool Reader::read_top(std::size_t at, bool descending) {
    const std::size_t number_at = next(at);
    const bool said = open(number_at, SpanKind::number);
    if (!said && (tokens_[pieces_[at].end - 1].text != "top" &&
                  tokens_[pieces_[at].end - 1].text != "bottom"))
        return false;
    const std::int64_t limit = said ? static_cast<std::int64_t>(pieces_[number_at].number) : 10;
    const std::size_t target = said ? next(number_at) : number_at;
    const bool chained = is(target, SpanKind::gradable) || is(target, Cue::highest) ||
                         is(target, Cue::lowest) || is(target, Cue::most) ||
                         is(target, Cue::least) || is(target, Cue::common);
    use(at, "limit " + std::to_string(limit), "ranking word");
    if (said) use(number_at);
    if (chained) {
        pieces_[number_at].used = false;  // the superlative takes it
        return false;
    }
    // What it is ranked by comes later: `by revenue`, `in terms of price`.
    for (std::size_t by = target; by < pieces_.size(); ++by) {
        if (!is(by, Cue::by) && !is(by, Cue::order) && !is(by, Cue::highest) && !is(by, Cue::have))
            continue;
        std::size_t measured = next(by);
        while (is(measured, Cue::highest) || is(measured, Cue::most) || is(measured, Cue::count) ||
               aggregate_at(measured))
            measured = next(measured);
        auto term = measure_at(measured);
        if (!term || pieces_[measured].used) continue;
        if (term->kind == TermKind::attr && !column(term->attr.column).numeric() &&
            column(term->attr.column).kind != Kind::moment)
            continue;
        for (std::size_t i = by; i <= measured; ++i)
            pieces_[i].used = true;
        use(measured, text_of(*term, model_), pieces_[measured].link.via);
        const bool aggregated = has_aggregate(*term);
        if (aggregated) {
            add_measure(
                *term,
                is(measured, SpanKind::metric)
                    ? model_.metrics()[static_cast<std::size_t>(pieces_[measured].link.id)].name
                    : ""
            );
        } else if (query_.subject != nothing && column(term->attr.column).table != query_.subject) {
            *term = aggregate(Aggregate::sum, *term);
            add_measure(*term, "");
        }
        const std::size_t before_target = target;
        if (has_aggregate(*term) && open(before_target, SpanKind::table)) {
            use(before_target, model_.table(query_.subject).name, "name");
            group_by_table(query_.subject);
        }
        rank_by(std::move(*term), descending, limit);
        return true;
    }
    const ColumnId moment = moment_for(query_.subject);
    const std::string& word = tokens_[pieces_[at].end - 1].text;
    if ((word == "first" || word == "last") && moment != nothing) {
        rank_by(attr(moment), word == "last", limit);
        return true;
    }
    for (const char* wanted : {"revenue"}) {
        for (const Metric& metric : model_.metrics()) {
            if (metric.name != wanted || word == "first" || word == "last") continue;
            assume("default_ranking", "ranked by " + metric.name);
            add_measure(metric.formula, metric.name);
            if (open(target, SpanKind::table)) use(target), group_by_table(query_.subject);
            rank_by(metric.formula, descending, limit);
            return true;
        }
    }
    query_.limit = limit;
    return true;
}

/// `the most orders`, `most units`, `the fewest pets`.
bool Reader::read_most(std::size_t at, bool descending) {
    std::size_t target = next(at);
    bool distinct = false;
    while (is(target, Cue::distinct) || is(target, Cue::count) || is(target, Cue::in) ||
           is(target, Cue::clause)) {
        if (is(target, Cue::distinct)) distinct = true;
        target = next(target);
    }
    auto term = measure_at(target);
    const std::int64_t limit = number_before(at).value_or(1);
    if (!term || pieces_[target].used) {
        const ColumnId id = query_.subject == nothing ? nothing : default_measure(query_.subject);
        if (id == nothing) return false;
        return false;
    }
    std::string label;
    if (is(target, SpanKind::column)) {
        const ColumnModel& measured = column(term->attr.column);
        if (!measured.numeric())
            term = aggregate(Aggregate::count, *term, true);
        else if (measured.table != query_.subject)
            term = aggregate(Aggregate::sum, *term);
    } else if (is(target, SpanKind::metric)) {
        label = model_.metrics()[static_cast<std::size_t>(pieces_[target].link.id)].name;
    } else if (pieces_[target].link.id == query_.subject) {
        // `which country has the most customers`: the customers are counted by the country before.
        const std::size_t before = [&] {
            for (std::size_t i = at; i-- > 0;) {
                if (open(i, SpanKind::column) || open(i, SpanKind::grain)) return i;
            }
            return pieces_.size();
        }();
        if (before >= pieces_.size()) return false;
    }
    if (distinct && term->kind == TermKind::aggregate)
        term->distinct = term->args.empty() ? false : true;
    use(at, descending ? "highest first" : "lowest first", "superlative");
    use(target, text_of(*term, model_), pieces_[target].link.via);
    if (has_aggregate(*term)) add_measure(*term, label);
    rank_by(std::move(*term), descending, limit);
    return true;
}

/// `highest salary`, `largest number of orders`, `most common status`.
bool Reader::read_superlative(std::size_t at) {
    const bool descending = !is(at, Cue::lowest);
    std::size_t target = next(at);
    if (is(at, Cue::common)) {
        if (!open(target, SpanKind::column) && !open(target, SpanKind::table)) return false;
        const std::int64_t limit = number_before(at).value_or(1);
        use(at, "most rows first", "superlative");
        if (is(target, SpanKind::column)) {
            use(target, name(pieces_[target].link.id), "name");
            const TableId owner = column(pieces_[target].link.id).table;
            group_by({.column = pieces_[target].link.id});
            rank_by(count_rows(owner), true, limit);
            return true;
        }
        const TableId table = pieces_[target].link.id;
        const TableId child = nearest_child(table);
        if (child == nothing) return false;
        use(target, model_.table(table).name, "name");
        group_by_table(table);
        rank_by(count_rows(child), true, limit);
        return true;
    }
    std::optional<Aggregate> of = aggregate_at(target);
    if (of) target = next(target);
    if (is(target, Cue::count)) target = next(target);
    auto term = measure_at(target);
    if (!term || pieces_[target].used) return false;
    std::string label;
    if (is(target, SpanKind::table)) {
        const ColumnId id = default_measure(pieces_[target].link.id);
        const std::size_t before_number = previous(at);
        if (id == nothing) return false;
        const std::int64_t limit =
            open(before_number, SpanKind::number) ? number_before(at).value_or(1) : 1;
        assume("default_measure", "`" + words(at) + "` is by " + name(id));
        use(at, name(id), "superlative");
        query_.subject = pieces_[target].link.id;
        rank_by(attr(id), descending, limit);
        for (const ColumnId shown : display(query_.subject))
            show(attr(shown));
        show(attr(id));
        use(target, model_.table(query_.subject).name, "name");
        return true;
    }
    if (is(target, SpanKind::column)) {
        const ColumnModel& measured = column(term->attr.column);
        const bool ordered = measured.numeric() || measured.kind == Kind::moment;
        if (!ordered) return false;
        // `what is the highest salary` wants the value; `who has the highest salary` the row.
        bool asks_row = false;
        for (std::size_t i = 0; i < at; ++i) {
            asks_row |= open(i, SpanKind::column) || open(i, SpanKind::table) || is(i, Cue::who) ||
                        is(i, Cue::which);
        }
        const bool relative = is(previous(at), Cue::have) || is(previous(at), Cue::clause) ||
                              is(previous(at), Cue::in);
        if (!asks_row ||
            (!relative && previous(at) < pieces_.size() && is(previous(at), Cue::conjunction))) {
            if (!of) {
                use(at, descending ? "max" : "min", "superlative");
                use(target, name(term->attr.column), "name");
                add_measure(
                    aggregate(descending ? Aggregate::maximum : Aggregate::minimum, *term), ""
                );
                return true;
            }
        }
        if (of) term = aggregate(*of, *term);
    } else {
        label = model_.metrics()[static_cast<std::size_t>(pieces_[target].link.id)].name;
    }
    const std::int64_t limit = number_before(at).value_or(1);
    use(at, descending ? "highest first" : "lowest first", "superlative");
    if (of) use(next(at));
    use(target, text_of(*term, model_), pieces_[target].link.via);
    if (has_aggregate(*term)) add_measure(*term, label);
    rank_by(std::move(*term), descending, limit);
    return true;
}

/// `the youngest singer`, `most expensive product`, `newest customer`.
bool Reader::read_gradable_superlative(std::size_t at) {
    const GradableForm form = pieces_[at].gradable;
    const bool high = Lexicon::english().gradable(form.gradable).high;
    TableId table = query_.subject;
    const std::size_t target = next(at);
    if (is(target, SpanKind::table)) table = pieces_[target].link.id;
    if (is(target, SpanKind::column) && (column(pieces_[target].link.id).numeric() ||
                                         column(pieces_[target].link.id).kind == Kind::moment)) {
        // `oldest age`, `most recent order date`
        const ColumnId id = pieces_[target].link.id;
        const bool moment = column(id).kind == Kind::moment || column(id).kind == Kind::year;
        use(at, name(id), "superlative");
        use(target, name(id), "name");
        add_measure(
            aggregate((high != moment) ? Aggregate::maximum : Aggregate::minimum, attr(id)), ""
        );
        return true;
    }
    if (table == nothing) return false;
    const ColumnId id = column_for(form, table);
    if (id == nothing) return false;
    const bool moment = column(id).kind == Kind::moment || column(id).kind == Kind::year;
    const std::int64_t limit = number_before(at).value_or(1);
    use(at, name(id), "superlative adjective");
    if (is(previous(at), Cue::by)) return false;
    // `when was the most recent order`
    const bool when = pieces_[0].kind == SpanKind::cue && tokens_[0].text == "when";
    if (when && moment) {
        if (is(target, SpanKind::table)) use(target, model_.table(table).name, "name");
        use(0);
        query_.subject = table;
        add_measure(
            aggregate(high != moment ? Aggregate::maximum : Aggregate::minimum, attr(id)), ""
        );
        return true;
    }
    rank_by(attr(id), high != moment, limit);
    return true;
}

/// `sorted by price`, `in alphabetical order`, `cheapest first`.
void Reader::read_order() {
    bool descending = false;
    bool said = false;
    std::size_t direction = pieces_.size();
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used || (!is(at, Cue::descending) && !is(at, Cue::ascending))) continue;
        descending = is(at, Cue::descending);
        said = true;
        direction = at;
        use(at, descending ? "highest first" : "lowest first", "order word");
    }
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::alphabetical) && !pieces_[at].used) {
            use(at, "alphabetical order", "order word");
            std::size_t target = next(at);
            while (is(target, Cue::order) || is(target, Cue::by))
                pieces_[target].used = true, target = next(target);
            if (open(target, SpanKind::column)) {
                query_.order.push_back(
                    {.term = attr(pieces_[target].link.id), .descending = descending}
                );
            } else if (query_.subject != nothing) {
                for (const ColumnId id : display(query_.subject))
                    query_.order.push_back({.term = attr(id), .descending = descending});
            }
            for (std::size_t i = 0; i < pieces_.size(); ++i)
                if (is(i, Cue::order)) pieces_[i].used = true;
            return;
        }
    }
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const bool first = open(at, SpanKind::gradable) && at + 1 < pieces_.size() &&
                           tokens_[pieces_[at + 1].begin].text == "first";
        if (first && query_.subject != nothing) {
            const ColumnId id = column_for(pieces_[at].gradable, query_.subject);
            if (id == nothing) continue;
            const bool high = Lexicon::english().gradable(pieces_[at].gradable.gradable).high;
            const bool moment = column(id).kind == Kind::moment || column(id).kind == Kind::year;
            use(at, name(id), "order word");
            use(at + 1);
            query_.order.push_back({.term = attr(id), .descending = high != moment});
            continue;
        }
        const bool cue = (is(at, Cue::order) && !pieces_[at].used) || (said && at == direction);
        if (!cue || !query_.order.empty()) continue;
        std::size_t target = next(at);
        while (is(target, Cue::by) || is(target, Cue::order) || is(target, Cue::in) ||
               is(target, Cue::ascending) || is(target, Cue::descending) ||
               is(target, Cue::distinct))
            target = next(target);
        std::optional<Term> term;
        if (is(target, Cue::count) || aggregate_at(target)) {
            const auto of = aggregate_at(target);
            const std::size_t inner = next(target);
            auto over = measure_at(inner);
            if (over && !pieces_[inner].used && over->kind == TermKind::attr)
                term = of ? aggregate(*of, *over) : aggregate(Aggregate::count, *over, true);
            else if (over && !pieces_[inner].used)
                term = over;
            else if (!over && query_.subject != nothing && is(target, Cue::count))
                term = count_rows(query_.subject);
            use(target);
            if (term && inner < pieces_.size()) use(inner, text_of(*term, model_), "order word");
        } else if (open(target, SpanKind::column) || open(target, SpanKind::metric)) {
            term = measure_at(target);
            use(target, text_of(*term, model_), pieces_[target].link.via);
            if (has_aggregate(*term))
                add_measure(
                    *term,
                    is(target, SpanKind::metric)
                        ? model_.metrics()[static_cast<std::size_t>(pieces_[target].link.id)].name
                        : ""
                );
        } else if (open(target, SpanKind::grain)) {
            const ColumnId moment = moment_for(query_.subject);
            if (moment != nothing) term = attr(moment), use(target, name(moment), "order word");
        } else if (is(at, Cue::order) && target < pieces_.size() && !measures_.empty() &&
                   pieces_[target].used) {
            term = measures_.front().term;
        }
        if (!term && said && at == direction) {
            // `highest first`: by the measure, else by the last number shown
            if (!measures_.empty()) term = measures_.front().term;
            for (std::size_t i = at; !term && i-- > 0;) {
                if (open(i, SpanKind::column) && (column(pieces_[i].link.id).numeric() ||
                                                  column(pieces_[i].link.id).kind == Kind::moment))
                    term = attr(pieces_[i].link.id);
            }
        }
        if (!term) continue;
        use(at, text_of(*term, model_), "order word");
        query_.order.push_back({.term = std::move(*term), .descending = descending});
    }
}

void Reader::show(Term term, std::string label) {
    const auto same = [&](const Item& item) { return item.term == term; };
    if (std::ranges::any_of(query_.select, same)) return;
    query_.select.push_back({std::move(term), std::move(label)});
}

void Reader::show_table(TableId table) {
    for (const ColumnId id : display(table))
        show(attr(id));
}

/// What is left of columns and tables is what is to be shown.
void Reader::read_projection() {
    bool first = true;
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::distinct) && !pieces_[at].used)
            asks_distinct_ = true, use(at, "distinct", "name");
        if (open(at, SpanKind::column)) {
            const Piece& piece = pieces_[at];
            const bool which = is(previous(at), Cue::which) || is(previous(at), Cue::in);
            if (first && which && is(previous(at), Cue::which) && piece.plural &&
                measures_.empty() && column(piece.link.id).kind != Kind::key)
                headed_by_column_ = true;
            use(at, name(piece.link.id), piece.link.via);
            const Key* self = nullptr;
            for (const std::int32_t id : model_.keys_at(column(piece.link.id).table)) {
                const Key& key = model_.key(id);
                if (key.columns.front().first == piece.link.id &&
                    column(piece.link.id).kind == Kind::foreign && piece.link.weight < 0.9)
                    self = &key;
            }
            if (self != nullptr && self->from != self->to) {
                show_table(self->to);
            } else if (self != nullptr) {
                const auto id = static_cast<std::int32_t>(self - model_.keys().data());
                for (const ColumnId shown : display(self->to))
                    show(attr(shown, Grain::none, id), self->role + "_" + column(shown).name);
            } else {
                show(attr(piece.link.id));
            }
            first = false;
        } else if (open(at, SpanKind::table)) {
            const TableId table = pieces_[at].link.id;
            use(at, model_.table(table).name, pieces_[at].link.via);
            if (table == query_.subject) {
                first = false;
                continue;
            }
            const bool listed = is(previous(at), Cue::conjunction) && measures_.empty();
            const std::size_t before = previous(at);
            const bool after_shown =
                listed && before < pieces_.size() && previous(before) < pieces_.size() &&
                (is(previous(before), SpanKind::column) || is(previous(before), SpanKind::table));
            if (after_shown)
                show_table(table);
            else
                query_.touch.push_back(table);
        }
    }
}

/// Puts together what is shown: the asked columns, else the name of the subject, and the measures.
void Reader::finish() {
    const bool measured = !measures_.empty();
    const bool asked = !query_.select.empty();
    const bool ranked = superlative_ && !query_.order.empty();
    if (measured && ranked && query_.group.empty() && !asked && query_.subject != nothing)
        group_by_table(query_.subject);
    else if (measured && ranked && asked && query_.group.empty()) {
        // The entity whose columns are shown is what is ranked.
        const Item& shown = query_.select.front();
        if (shown.term.kind == TermKind::attr) {
            const TableModel& entity = model_.table(column(shown.term.attr.column).table);
            const Kind kind = column(shown.term.attr.column).kind;
            const bool identifies =
                kind == Kind::name || kind == Kind::key || query_.select.size() > 1;
            if (identifies && entity.primary_key.size() == 1)
                query_.group.push_back({.column = entity.primary_key.front()});
        }
    }
    const bool having =
        std::ranges::any_of(query_.where, [](const Pred& pred) { return has_aggregate(pred); });
    if (having && !measured && query_.subject != nothing) {
        if (query_.select.empty())
            group_by_table(query_.subject);
        else if (query_.select.front().term.kind == TermKind::attr) {
            const TableId owner = column(query_.select.front().term.attr.column).table;
            const Kind kind = column(query_.select.front().term.attr.column).kind;
            const bool entity = kind == Kind::name || kind == Kind::key || query_.select.size() > 1;
            if (entity && model_.table(owner).primary_key.size() == 1)
                query_.group.push_back({.column = model_.table(owner).primary_key.front()});
        }
    }
    for (Measured& measure : measures_)
        show(std::move(measure.term), std::move(measure.label));
    if (query_.select.empty() && query_.subject != nothing) show_table(query_.subject);
    query_.distinct = (asks_distinct_ || headed_by_column_) && !measured && query_.group.empty();
    const bool grained = std::ranges::any_of(query_.group, [](const Attr& key) {
        return key.grain != Grain::none && key.grain != Grain::weekday;
    });
    if (grained && query_.order.empty()) {
        for (const Attr& key : query_.group) {
            if (key.grain != Grain::none)
                query_.order.push_back({.term = {.kind = TermKind::attr, .attr = key}});
        }
    }
    draft_.complete = !query_.select.empty() && draft_.missing.empty();
}

}  // namespace parlance::engine
