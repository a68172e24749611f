#include "engine/reader.hpp"

#include <algorithm>

/// `top 5`, `the most orders`, `highest salary`, `oldest machine`.
namespace parlance::engine {

void Reader::rank_by(Term term, bool descending, std::int64_t limit) {
    query_.order.push_back({.term = std::move(term), .descending = descending});
    query_.limit = limit;
    superlative_ = true;
}

/// The number that goes with a superlative: `the 5 most expensive`, `longest books, top 5`.
std::optional<std::int64_t> Reader::number_before(std::size_t at) {
    const auto counts = [this](std::size_t piece) {
        return open(piece, SpanKind::number) && pieces_[piece].number >= 1 &&
               pieces_[piece].number <= 1e6;
    };
    const std::size_t before = previous(at);
    if (counts(before)) {
        use(before, "limit", "number before a superlative");
        return static_cast<std::int64_t>(pieces_[before].number);
    }
    if (query_.limit) return query_.limit;  // `top 3 … with the most …`
    // `the three artists that have the most`
    for (std::size_t number = 0; number < at; ++number) {
        const bool heads_table =
            is(number + 1, SpanKind::table) || is(number + 1, SpanKind::column);
        if (!counts(number) || !heads_table || !heads(number)) continue;
        use(number, "limit", "number of rows");
        return static_cast<std::int64_t>(pieces_[number].number);
    }
    // `longest books, top 5`
    for (std::size_t top = at + 1; top < pieces_.size(); ++top) {
        const std::size_t number = next(top);
        if (!is(top, Cue::top) || pieces_[top].used || !counts(number)) continue;
        use(top, "limit", "ranking word");
        use(number);
        return static_cast<std::int64_t>(pieces_[number].number);
    }
    return std::nullopt;
}

void Reader::read_superlatives() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used || superlative_) continue;
        if (is(at, Cue::top))
            read_top(at, true);
        else if (is(at, Cue::bottom))
            read_top(at, false);
        else if (is(at, Cue::best))
            read_selling(at);
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

std::string Reader::label_at(std::size_t at) const {
    if (!is(at, SpanKind::metric)) return "";
    return model_.metrics()[static_cast<std::size_t>(pieces_[at].link.id)].name;
}

/// `top 10 customers by revenue`, `first 3 orders`.
bool Reader::read_top(std::size_t at, bool descending) {
    const std::size_t number_at = next(at);
    const bool said = open(number_at, SpanKind::number);
    const std::string& word = tokens_[pieces_[at].end - 1].text;
    if (!said && word != "top" && word != "bottom") return false;
    constexpr std::int64_t usual_limit = 10;
    const std::int64_t limit =
        said ? static_cast<std::int64_t>(pieces_[number_at].number) : usual_limit;
    const std::size_t target = said ? next(number_at) : number_at;
    const bool chained = is(target, SpanKind::gradable) || is(target, Cue::highest) ||
                         is(target, Cue::best) || is(target, Cue::lowest) ||
                         is(target, Cue::most) || is(target, Cue::least) || is(target, Cue::common);
    use(at, "limit " + std::to_string(limit), "ranking word");
    if (chained) return false;  // the superlative takes the number
    if (said) use(number_at);
    if (rank_by_later(target, descending, limit)) return true;
    const ColumnId moment = moment_for(query_.subject);
    if ((word == "first" || word == "last") && moment != nothing) {
        rank_by(attr(moment), word == "last", limit);
        return true;
    }
    for (const Metric& metric : model_.metrics()) {
        if (!metric.aggregated || word == "first" || word == "last") continue;
        assume("default_ranking", "ranked by " + metric.name);
        add_measure(metric.formula, metric.name);
        if (open(target, SpanKind::table)) use(target), group_by_table(query_.subject);
        rank_by(metric.formula, descending, limit);
        return true;
    }
    query_.limit = limit;
    return true;
}

/// Whether many rows share what is in the column: a kind, or what another row is called.
bool Reader::repeats(ColumnId id) const {
    const ColumnModel& kind = column(id);
    const std::vector<ColumnId>& shown = model_.table(kind.table).display;
    return (kind.kind == Kind::category || kind.kind == Kind::text) &&
           std::ranges::find(shown, id) == shown.end();
}

/// The rows of a top list, or what they stand for: `top 3 account owners` are a role of the table.
void Reader::group_by_ranked(std::size_t target) {
    if (!open(target, SpanKind::table)) return;
    const bool role = role_key(target + 1) != nothing && !pieces_[target + 1].used;
    use(target, model_.table(role ? pieces_[target].link.id : query_.subject).name, "name");
    if (!role) return group_by_table(query_.subject);
    use(target + 1, name(pieces_[target + 1].link.id), "role");
    group_by_column(pieces_[target + 1].link);
}

/// What a top list is ranked by comes later: `by revenue`, `with the highest price`.
bool Reader::rank_by_later(std::size_t target, bool descending, std::int64_t limit) {
    for (std::size_t by = target; by < pieces_.size(); ++by) {
        if (!is(by, Cue::by) && !is(by, Cue::order) && !is(by, Cue::highest) && !is(by, Cue::have))
            continue;
        std::size_t measured = next(by);
        bool counts = false;
        while (is(measured, Cue::highest) || is(measured, Cue::most) || is(measured, Cue::count) ||
               aggregate_at(measured)) {
            counts |= is(measured, Cue::count);
            measured = next(measured);
        }
        // `by billed amount`: the amount of bills
        if (open(measured, SpanKind::table) && open(measured + 1, SpanKind::column) &&
            column(pieces_[measured + 1].link.id).table == pieces_[measured].link.id &&
            column(pieces_[measured + 1].link.id).kind == Kind::number)
            ++measured;
        auto term = measure_at(measured);
        if (!term || pieces_[measured].used) continue;
        // `by number of loans` where `loaned_on` is what the words fit best
        if (counts && term->kind == TermKind::attr && !column(term->attr.column).numeric())
            term = count_rows(column(term->attr.column).table);
        const bool column_term = term->kind == TermKind::attr;
        if (column_term && !column(term->attr.column).numeric() &&
            column(term->attr.column).kind != Kind::moment)
            continue;
        for (std::size_t i = by; i <= measured; ++i)
            pieces_[i].used = true;
        use(measured, text_of(*term, model_), pieces_[measured].link.via);
        const bool elsewhere = column_term && query_.subject != nothing &&
                               column(term->attr.column).table != query_.subject;
        if (elsewhere)
            *term = aggregate(
                column(term->attr.column).numeric() ? Aggregate::sum
                : descending                        ? Aggregate::maximum
                                                    : Aggregate::minimum,
                *term
            );
        // `top 3 procedure codes by charge`: each code stands in many rows
        const bool kinds = column_term && !elsewhere && open(target, SpanKind::column) &&
                           repeats(pieces_[target].link.id) &&
                           column(term->attr.column).kind == Kind::number;
        if (kinds) {
            *term = aggregate(Aggregate::sum, *term);
            use(target, name(pieces_[target].link.id), pieces_[target].link.via);
            group_by_column(pieces_[target].link);
        }
        if (has_aggregate(*term)) {
            add_measure(*term, label_at(measured));
            group_by_ranked(target);
        }
        rank_by(std::move(*term), descending, limit);
        return true;
    }
    return false;
}

/// `the most orders`, `most units`, `the fewest loans`.
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
    if (read_done_most(at, descending, limit)) return true;
    if (!term && read_verb_most(at, descending, limit)) return true;
    if (!term || pieces_[target].used) return read_often(at, descending, limit);
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
    if (has_aggregate(*term)) measures_.push_back({*term, label, true});
    rank_by(std::move(*term), descending, limit);
    return true;
}

/// `which language is used most often in songs`: the rows of each are counted.
bool Reader::read_often(std::size_t at, bool descending, std::int64_t limit) {
    std::size_t head = 0;
    while (head < at && !open(head, SpanKind::column) && !open(head, SpanKind::table))
        ++head;
    if (head >= at || measures_asked()) return false;
    const Link link = pieces_[head].link;
    const bool by_column = is(head, SpanKind::column);
    const TableId entity = by_column ? column(link.id).table : link.id;
    TableId counted = by_column ? entity : nearest_child(entity);
    for (std::size_t i = head + 1; i < pieces_.size(); ++i) {
        if (open(i, SpanKind::table) && pieces_[i].link.id != entity &&
            model_.distance(entity, pieces_[i].link.id) == 1) {
            counted = pieces_[i].link.id;
            use(i, model_.table(counted).name, pieces_[i].link.via);
            break;
        }
    }
    if (counted == nothing) return false;
    use(at, descending ? "most rows first" : "fewest rows first", "superlative");
    const ColumnModel* shown = by_column ? &column(link.id) : nullptr;
    if (shown != nullptr && shown->kind != Kind::name && shown->kind != Kind::key) {
        use(head, name(link.id), link.via);
        group_by({.column = link.id});
    }
    measures_.push_back({count_rows(counted), "", true});
    rank_by(count_rows(counted), descending, limit);
    return true;
}

/// `most common status`: the one with the most rows.
bool Reader::read_common(std::size_t at) {
    std::size_t target = next(at);
    const bool descending = !words(at).contains("least") && !words(at).contains("rare");
    // `most common denial reason`
    if (open(target, SpanKind::table) && open(target + 1, SpanKind::column) &&
        column(pieces_[target + 1].link.id).table == pieces_[target].link.id)
        use(target++, "", "");
    if (!open(target, SpanKind::column) && !open(target, SpanKind::table)) return false;
    const Link link = pieces_[target].link;
    const bool by_column = is(target, SpanKind::column);
    TableId counted = by_column ? column(link.id).table : nearest_child(link.id);
    const std::size_t by = next(target);
    if (is(by, Cue::by) && open(next(by), SpanKind::table)) {
        counted = pieces_[next(by)].link.id;  // `busiest studio by visits`
        use(next(by), model_.table(counted).name, pieces_[next(by)].link.via);
        use(by);
    }
    if (counted == nothing) return false;
    const std::int64_t limit = number_before(at).value_or(1);
    use(at, "most rows first", "superlative");
    use(target, by_column ? name(link.id) : model_.table(link.id).name, link.via);
    if (by_column)
        group_by({.column = link.id});
    else
        group_by_table(link.id);
    rank_by(count_rows(counted), descending, limit);
    return true;
}

/// `what is the highest salary` wants the value; `who has the highest salary` the row.
bool Reader::wants_row(std::size_t at) const {
    const std::size_t before = previous(at);
    const bool relative = is(before, Cue::have) || is(before, Cue::clause) || is(before, Cue::in);
    if (!relative && is(before, Cue::conjunction)) return false;
    for (std::size_t i = 0; i < at; ++i) {
        if (open(i, SpanKind::column) || open(i, SpanKind::table) || is(i, Cue::who) ||
            is(i, Cue::which))
            return true;
        if (open(i, SpanKind::grain)) return true;
    }
    return false;
}

/// Whether rows of one table point at the other's.
bool Reader::hangs_on(TableId table, TableId other) const {
    return table != other && std::ranges::any_of(model_.keys_at(table), [&](std::int32_t id) {
               return model_.key(id).from == table && model_.key(id).to == other;
           });
}

/// `highest salary`, `largest number of orders`.
bool Reader::read_superlative(std::size_t at) {
    if (is(at, Cue::common)) return read_common(at);
    const bool descending = !is(at, Cue::lowest);
    std::size_t target = next(at);
    if (tokens_[pieces_[at].end - 1].text != "single" && target < pieces_.size() &&
        tokens_[pieces_[target].begin].text == "single")
        use(target, "", ""), target = next(target);  // `the largest single donation`
    const std::optional<Aggregate> of = aggregate_at(target);
    const std::size_t of_at = target;
    if (of) target = next(target);
    if (is(target, Cue::count)) target = next(target);
    auto term = measure_at(target);
    if (!term || pieces_[target].used) return false;
    if (is(target, SpanKind::table)) return read_largest_row(at, target, descending);
    if (is(target, SpanKind::column)) {
        const ColumnModel& measured = column(term->attr.column);
        if (!measured.numeric() && measured.kind != Kind::moment) return false;
        if (!of && !wants_row(at)) {
            use(at, descending ? "max" : "min", "superlative");
            use(target, name(term->attr.column), "name");
            add_measure(aggregate(descending ? Aggregate::maximum : Aggregate::minimum, *term), "");
            return true;
        }
        // `which vehicle has the highest repair costs`: all of its rows there
        const bool all = !of && pieces_[target].plural && measured.kind == Kind::number &&
                         query_.subject != nothing && hangs_on(measured.table, query_.subject);
        if (of)
            term = aggregate(*of, *term);
        else if (all)
            term = aggregate(Aggregate::sum, *term);
    }
    const std::int64_t limit = number_before(at).value_or(1);
    use(at, descending ? "highest first" : "lowest first", "superlative");
    if (of) use(of_at, "aggregate", "aggregate word");
    use(target, text_of(*term, model_), pieces_[target].link.via);
    if (has_aggregate(*term)) measures_.push_back({*term, label_at(target), true});
    rank_by(std::move(*term), descending, limit);
    return true;
}

/// `the oldest machine`, `most expensive product`, `newest customer`.
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
        if (moment && Lexicon::english().gradable(form.gradable).moments.empty()) return false;
        use(at, name(id), "superlative");
        use(target, name(id), "name");
        add_measure(
            aggregate((high != moment) ? Aggregate::maximum : Aggregate::minimum, attr(id)), ""
        );
        return true;
    }
    if (table == nothing || is(at + 1, Cue::top)) return false;  // `cheapest first` sorts
    ColumnId id = column_near(form, table);
    // `the 3 oldest employees by hire date`
    const std::size_t by = next(target);
    if (is(by, Cue::by) && open(next(by), SpanKind::column) &&
        (column(pieces_[next(by)].link.id).numeric() ||
         column(pieces_[next(by)].link.id).kind == Kind::moment)) {
        id = pieces_[next(by)].link.id;
        use(by);
        use(next(by), name(id), "name");
    }
    if (id == nothing) {
        const std::string& word = Lexicon::english().gradable(form.gradable).word;
        const bool sized = word == "big" || word == "large" || word == "great" || word == "small";
        if (sized && open(target, SpanKind::table)) return read_largest_row(at, target, high);
        if (read_longest(at, table, high)) return true;
        return read_best(at, high);
    }
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

}  // namespace parlance::engine
