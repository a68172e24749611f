#include "engine/reader.hpp"

#include <algorithm>

/// `both … and …`, `in 2023 but not in 2024`, `out of stock`, `days between order and shipment`.
namespace parlance::engine {

void Reader::read_states() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!open(at, SpanKind::state)) continue;
        const StateRule& rule =
            Lexicon::english().states()[static_cast<std::size_t>(pieces_[at].number)];
        for (const ColumnModel& candidate : model_.columns()) {
            const auto id = static_cast<ColumnId>(&candidate - model_.columns().data());
            const bool fits =
                candidate.kind == Kind::number &&
                std::ranges::find(candidate.words, rule.column) != candidate.words.end();
            if (!fits ||
                (query_.subject != nothing && model_.distance(query_.subject, candidate.table) > 1))
                continue;
            const Compare op = rule.op == "="   ? Compare::equal
                               : rule.op == ">" ? Compare::greater
                                                : Compare::less;
            Pred pred = compare(attr(id), op, engine::number(rule.number));
            use(at, text_of(pred, model_), "state");
            condition(std::move(pred));
            break;
        }
    }
}

void Reader::read_pairs() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::both) && !pieces_[at].used) read_both(at);
        if (is(at, Cue::either) && !pieces_[at].used) use(at);
        if (is(at, Cue::distinct) && !pieces_[at].used) read_different(at);
    }
}

/// `a different country than the customer's country`: two columns of joined rows.
bool Reader::read_different(std::size_t at) {
    const std::size_t first = next(at);
    if (!open(first, SpanKind::column) || !is(next(first), Cue::than) || query_.subject == nothing)
        return false;
    std::size_t second = next(next(first));
    TableId other = nothing;
    if (is(second, SpanKind::table)) other = pieces_[second].link.id, second = next(second);
    if (!open(second, SpanKind::column)) return false;
    ColumnId own = pieces_[first].link.id;
    ColumnId theirs = pieces_[second].link.id;
    for (const Link& link : pieces_[first].span->links) {
        if (link.kind == SpanKind::column && column(link.id).table == query_.subject) own = link.id;
    }
    for (const Link& link : pieces_[second].span->links) {
        if (link.kind == SpanKind::column && other != nothing && column(link.id).table == other &&
            column(theirs).table != other)
            theirs = link.id;
    }
    if (own == theirs) return false;
    Pred pred = compare(attr(own), Compare::not_equal, attr(theirs));
    use_verb_of(own, at);
    use(at, text_of(pred, model_), "comparison");
    use(first, name(own), "name");
    use(second, name(theirs), "name");
    condition(std::move(pred));
    return true;
}

/// `shipped to a different country`: the verb belongs to `ship_country`, it is no status.
void Reader::use_verb_of(ColumnId id, std::size_t before) {
    for (std::size_t i = before; i-- > 0 && before - i < 4;) {
        const std::string& verb = tokens_[pieces_[i].begin].stem;
        const bool same = std::ranges::any_of(column(id).words, [&](const std::string& word) {
            return stem(word) == verb;
        });
        if (same && (open(i, SpanKind::value) || open(i, SpanKind::word))) use(i, name(id), "verb");
    }
}

/// Two things that hold for the same subject, by two different rows.
bool Reader::read_both(std::size_t at) {
    std::size_t first = next(at);
    const auto beside = [this](std::size_t i) {
        return is(i, Cue::in) || is(i, Cue::have) || is(i, Cue::distinct) || is(i, Cue::some) ||
               (is(i, SpanKind::column) && !is(next(i), Cue::conjunction)) ||
               (is(i, SpanKind::table) && !is(next(i), Cue::conjunction));
    };
    while (beside(first))
        first = next(first);
    std::size_t joint = next(first);
    while (is(joint, SpanKind::table) && is(first, SpanKind::value))
        joint = next(joint);
    std::size_t second = next(joint);
    while (is(second, SpanKind::value) ? false : beside(second))
        second = next(second);
    if (!is(joint, Cue::conjunction) || query_.subject == nothing) return false;
    std::vector<Pred> parts;
    TableId table = nothing;
    Attr varied;
    if (open(first, SpanKind::value) && open(second, SpanKind::value) &&
        pieces_[first].link.id == pieces_[second].link.id && pieces_[first].link.id != nothing) {
        varied.column = pieces_[first].link.id;
        table = column(varied.column).table;
        for (const std::size_t i : {first, second})
            parts.push_back(compare(
                attr(varied.column), Compare::equal, literal(TermKind::text, pieces_[i].link.value)
            ));
    } else if (open(first, SpanKind::time) && open(second, SpanKind::time)) {
        varied = moment_near(first);
        if (varied.column == nothing) return false;
        table = column(varied.column).table;
        for (const std::size_t i : {first, second}) {
            auto pred = in_time(pieces_[i].time, varied);
            if (!pred) return false;
            parts.push_back(std::move(*pred));
        }
        varied.grain = Grain::year;
    } else if (open(first, SpanKind::table) && open(second, SpanKind::table)) {
        for (const std::size_t i : {first, second}) {
            use(i, model_.table(pieces_[i].link.id).name, "name");
            condition(exists(pieces_[i].link.id, {}));
        }
        use(at, "both", "pair word");
        return true;
    }
    if (parts.size() != 2) return false;
    use(at, "both", "pair word");
    use(first, text_of(parts[0], model_), "one of both");
    use(second, text_of(parts[1], model_), "one of both");
    use(joint);
    if (table != query_.subject) {
        for (Pred& part : parts)
            condition(exists(table, {std::move(part)}));
        return true;
    }
    // The rows that differ are those of the subject itself: what is shown of them must meet both.
    condition(any_of(std::move(parts)));
    Term different = aggregate(Aggregate::count, {.kind = TermKind::attr, .attr = varied}, true);
    condition(compare(std::move(different), Compare::equal, number(2)));
    return true;
}

/// `in 2023 but not in 2024`: the same event, another time.
bool Reader::read_other_time(std::size_t at) {
    const std::size_t time = next(at);
    TableId event = nothing;
    for (std::size_t i = 0; i < at; ++i) {
        if (is(i, SpanKind::table) && pieces_[i].link.id != query_.subject)
            event = pieces_[i].link.id;
    }
    if (event == nothing) return false;
    const ColumnId moment = moment_for(event);
    const auto pred =
        moment == nothing ? std::nullopt : in_time(pieces_[time].time, {.column = moment});
    if (!pred) return false;
    Pred absent = exists(event, {*pred}, true);
    use(at, text_of(absent, model_), "negation");
    use(time, text_of(*pred, model_), "time");
    condition(std::move(absent));
    return true;
}

/// `not shipped yet`: the date of it is empty.
bool Reader::read_unfinished(std::size_t at) {
    std::size_t verb = next(at);
    while (is(verb, Cue::have))
        verb = next(verb);
    if (verb >= pieces_.size() || pieces_[verb].used || is(next(verb), SpanKind::time))
        return false;
    const ColumnId moment = moment_meant(verb);
    const bool table = is(verb, SpanKind::table);
    if (moment == nothing || table || column(moment).table != query_.subject ||
        !column(moment).nullable)
        return false;
    Pred pred = is_null(attr(moment));
    use(at, text_of(pred, model_), "negation");
    use(verb, name(moment), "date of it");
    condition(std::move(pred));
    return true;
}

/// `compare revenue in 2023 and 2024`: one row for each.
void Reader::read_comparing() {
    std::size_t times = 0;
    std::size_t first = pieces_.size();
    bool asked = false;
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (open(at, SpanKind::time) && pieces_[at].time.years)
            ++times, first = std::min(first, at);
        asked |= is(at, Cue::compare);
    }
    if (!asked || times < 2 || !measures_asked()) return;
    const ColumnId moment = moment_near(first).column;
    if (moment == nothing) return;
    for (std::size_t at = 0; at < pieces_.size(); ++at)
        if (is(at, Cue::compare)) use(at, "by year", "comparison");
    group_by({.column = moment, .grain = Grain::year});
}

/// `average number of items per order`: an average over the groups.
void Reader::read_average_per() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, Cue::average) || pieces_[at].used || !is(next(at), Cue::count)) continue;
        const std::size_t counted = next(next(at));
        const std::size_t by = next(counted);
        const std::size_t key = next(by);
        if (!is(by, Cue::by) && !is(by, Cue::each)) continue;
        if (!open(key, SpanKind::table) && !open(key, SpanKind::column)) continue;
        auto measure = measure_at(counted);
        // `average number of seats per plan`: the average of the seats
        const bool kept =
            measure && measure->kind == TermKind::attr && column(measure->attr.column).numeric();
        if (!measure || kept) continue;
        if (measure->kind == TermKind::attr)
            measure = column(measure->attr.column).numeric()
                          ? aggregate(Aggregate::sum, *measure)
                          : aggregate(Aggregate::count, *measure, true);
        Qir inner;
        if (is(key, SpanKind::table)) {
            const TableModel& entity = model_.table(pieces_[key].link.id);
            if (entity.primary_key.size() != 1) continue;
            inner.group.push_back({.column = entity.primary_key.front()});
        } else {
            inner.group.push_back({.column = pieces_[key].link.id});
        }
        inner.select.push_back({*measure, "value"});
        query_ = Qir{.source = std::move(inner)};
        query_.select.push_back({aggregate(Aggregate::average, attr(source_item(0))), "average"});
        for (std::size_t i = at; i <= key; ++i)
            use(i);
        use(at, text_of(query_, model_), "average of counts");
        return;
    }
}

}  // namespace parlance::engine
