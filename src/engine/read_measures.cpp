#include "engine/nouns.hpp"
#include "engine/reader.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

std::string label_of(Aggregate of, const std::string& column) {
    constexpr std::array<const char*, 6> prefixes{
        "count_", "total_", "avg_", "min_", "max_", "median_"
    };
    return prefixes.at(static_cast<std::size_t>(of)) + column;
}

}  // namespace

void Reader::add_measure(Term term, std::string label) {
    measures_.push_back({std::move(term), std::move(label)});
}

/// `how many orders`, `number of different countries`.
void Reader::read_counts() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, Cue::count) || pieces_[at].used) continue;
        std::size_t target = next(at);
        bool distinct = false;
        if (read_stocked(at)) continue;
        while (is(target, Cue::distinct) ||
               (is(target, SpanKind::value) && is(next(target), SpanKind::table)) ||
               (is(target, SpanKind::column) && column(pieces_[target].link.id).kind == Kind::flag)
        ) {
            if (is(target, Cue::distinct)) distinct = true, use(target);
            target = next(target);
        }
        const std::size_t beside = target + 1;
        if (open(target, SpanKind::table) && open(beside, SpanKind::column) &&
            column(pieces_[beside].link.id).table == pieces_[target].link.id && distinct) {
            use(target);
            target = beside;  // `distinct store locations`
        }
        if (open(target, SpanKind::table)) {
            const TableId table = pieces_[target].link.id;
            use(at, "count", "counting word");
            use(target, model_.table(table).name, pieces_[target].link.via);
            if (measures_.empty()) query_.subject = table;
            add_measure(count_rows(table), "");
            counted_ = true;
        } else if (open(target, SpanKind::column)) {
            const ColumnId id = pieces_[target].link.id;
            // `average number of seats`: the average of what is counted already
            if (aggregate_at(previous(at)) && column(id).kind == Kind::number && !distinct)
                continue;
            use(at, "count", "counting word");
            use(target, name(id), pieces_[target].link.via);
            const bool number = column(id).kind == Kind::number && !distinct;
            const bool happened = column(id).kind == Kind::moment && !distinct;
            // Dates are not counted, but what happened on them.
            add_measure(
                happened ? count_rows(column(id).table)
                         : aggregate(number ? Aggregate::sum : Aggregate::count, attr(id), !number),
                ""
            );
            counted_ = true;
        } else if (open(target, SpanKind::metric)) {
            use(at);
        } else if (query_.subject != nothing && measures_.empty()) {
            use(at, "count", "counting word");
            add_measure(count_rows(query_.subject), "");
            counted_ = true;
        }
    }
}

/// `how many laptops are in stock`: the pieces, not the products.
bool Reader::read_stocked(std::size_t at) {
    const std::size_t what = next(at);
    if (!open(what, SpanKind::value) || is(next(what), SpanKind::table)) return false;
    for (std::size_t i = what; i < pieces_.size(); ++i) {
        if (!is(i, SpanKind::state) || !pieces_[i].used) continue;
        const auto stocked = std::ranges::find_if(query_.where, [](const Pred& pred) {
            return pred.kind == PredKind::compare && pred.op == Compare::greater &&
                   pred.terms[0].kind == TermKind::attr && pred.terms[1].text == "0";
        });
        if (stocked == query_.where.end()) return false;
        const Term kept = stocked->terms[0];
        query_.where.erase(stocked);
        query_.subject = column(kept.attr.column).table;
        use(at, "sum of " + name(kept.attr.column), "how many pieces");
        add_measure(
            aggregate(Aggregate::sum, kept), label_of(Aggregate::sum, column(kept.attr.column).name)
        );
        counted_ = true;
        return true;
    }
    return false;
}

/// Rows that people speak of as money: payments, donations, refunds.
bool Reader::says_amount(std::size_t at) const {
    const auto money = [](const std::string& word) {
        return Lexicon::english().listed("amounts", singular(word));
    };
    return money(tokens_[pieces_[at].end - 1].text) ||
           money(model_.table(pieces_[at].link.id).words.back());
}

/// `average payment`, `total donations`: of what the rows amount to. `total orders` are counted.
std::optional<Term> Reader::aggregated_rows(std::size_t at, std::size_t target) {
    const TableId table = pieces_[target].link.id;
    const bool money = says_amount(target);
    const bool level = aggregate_at(at) != Aggregate::sum || words(at).contains("amount");
    const bool counted = level && is(previous(target), Cue::count);
    const ColumnId id = (money || level) && !counted ? default_measure(table) : nothing;
    if (id == nothing) return measure_at(target);
    assume("default_measure", "measured " + name(id));
    return attr(id);
}

/// What an aggregate word is about; `target` moves to the piece that says it, or to the end.
std::optional<Term> Reader::aggregated_at(std::size_t at, std::size_t& target) {
    while (is(target, Cue::count) || is(target, Cue::distinct))
        target = next(target);
    const auto number_at = [&](std::size_t i) {
        return open(i, SpanKind::column) && column(pieces_[i].link.id).numeric();
    };
    // `total paid amount`, `average product price`
    const bool before_number = open(target, SpanKind::value) || open(target, SpanKind::gradable) ||
                               open(target, SpanKind::table);
    if (before_number && number_at(next(target))) {
        if (is(target, SpanKind::table)) use(target);
        target = next(target);
    }
    if (open(target, SpanKind::gradable) && query_.subject != nothing) {
        const ColumnId id = column_for(pieces_[target].gradable, query_.subject);
        if (id != nothing) return attr(id);
    }
    // `total amount of unpaid invoices`: the flag is a condition
    const bool flag =
        open(target, SpanKind::column) && column(pieces_[target].link.id).kind == Kind::flag;
    if (flag && (open(next(target), SpanKind::table) || number_at(next(target))))
        target = next(target);
    if (open(target, SpanKind::table)) return aggregated_rows(at, target);
    if (open(target, SpanKind::column) || open(target, SpanKind::metric)) return measure_at(target);
    const std::size_t before = previous(at);
    if (number_at(before)) {
        target = before;  // `the price on average`
        return measure_at(before);
    }
    target = pieces_.size();
    const ColumnId id = query_.subject == nothing ? nothing : default_measure(query_.subject);
    if (id == nothing) return std::nullopt;
    assume("default_measure", "measured " + name(id));
    return attr(id);
}

/// `average price`, `minimum, maximum and average salary`, `total salary`.
void Reader::read_aggregates() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used || !aggregate_at(at)) continue;
        std::vector<std::size_t> cues{at};
        std::size_t target = next(at);
        while (true) {
            std::size_t after = target;
            while (is(after, Cue::conjunction) ||
                   (after < pieces_.size() && tokens_[pieces_[after].begin].text == ","))
                after = next(after);
            if (!aggregate_at(after)) break;
            cues.push_back(after);
            target = next(after);
        }
        const bool nothing_follows = target >= pieces_.size() || !measure_at(target);
        if (is(at, Cue::sum) && nothing_follows && measures_asked()) {
            use(at);  // `10000 in total`
            continue;
        }
        const auto over = aggregated_at(at, target);
        if (!over) {
            draft_.missing.push_back("what to take the " + words(at) + " of");
            continue;
        }
        add_aggregates(cues, *over, target);
    }
}

void Reader::add_aggregates(
    const std::vector<std::size_t>& cues,
    const Term& over,
    std::size_t target
) {
    const bool ready = has_aggregate(over);
    for (const std::size_t cue : cues) {
        const Aggregate of = *aggregate_at(cue);
        use(cue, text_of(ready ? over : aggregate(of, over), model_), "aggregate word");
        const bool column_term = over.kind == TermKind::attr;
        if (!ready)
            add_measure(
                aggregate(of, over), column_term ? label_of(of, column(over.attr.column).name) : ""
            );
        else if (cue == cues.front())
            add_measure(over, label_at(target));
    }
    if (target < pieces_.size()) use(target, text_of(over, model_), pieces_[target].link.via);
}

/// `how much did Danish donors give`: what hangs on them amounts to it.
void Reader::take_what_is_paid(std::size_t at) {
    const bool verb =
        pieces_[at].end < tokens_.size() && tokens_[pieces_[at].end - 1].text != "many" &&
        (tokens_[pieces_[at].end].text == "did" || tokens_[pieces_[at].end].text == "do" ||
         tokens_[pieces_[at].end].text == "does" || tokens_[pieces_[at].end - 1].text == "did");
    if (!verb || default_measure(query_.subject) != nothing) return;
    TableId paid = nothing;
    for (const std::int32_t id : model_.keys_at(query_.subject)) {
        const Key& key = model_.key(id);
        if (key.to != query_.subject || key.from == key.to || default_measure(key.from) == nothing)
            continue;
        if (paid != nothing && paid != key.from) return;
        paid = key.from;
    }
    if (paid == nothing) return;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
        if (open(i, SpanKind::table) && pieces_[i].link.id == query_.subject)
            use(i, model_.table(query_.subject).name, pieces_[i].link.via);
    query_.touch.push_back(query_.subject);
    query_.subject = paid;
}

/// `how much money did we refund`: the sum of what the rows are about.
void Reader::read_amounts() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, Cue::how_much) || pieces_[at].used || query_.subject == nothing) continue;
        if (measures_asked()) {
            use(at);
            continue;
        }
        std::size_t target = next(at);
        take_what_is_paid(at);
        const bool said =
            open(target, SpanKind::column) && column(pieces_[target].link.id).numeric();
        const ColumnId id = said ? pieces_[target].link.id : default_measure(query_.subject);
        if (id == nothing || superlative_) continue;
        if (said)
            use(target, name(id), "name");
        else
            assume("default_measure", "measured " + name(id));
        use(at, "sum", "how much");
        add_measure(aggregate(Aggregate::sum, attr(id)), label_of(Aggregate::sum, column(id).name));
    }
}

/// `growth of …`, `cumulative …`: over the measure, along the time that it is grouped by.
void Reader::read_windows() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const bool growth = is(at, Cue::growth);
        if ((!growth && !is(at, Cue::running)) || pieces_[at].used || measures_.empty()) continue;
        if (query_.group.empty()) {
            const ColumnId moment = moment_for(query_.subject);
            if (moment == nothing) continue;
            group_by(
                {.column = moment,
                 .grain = words(at).find("onth") == std::string::npos ? Grain::year : Grain::month}
            );
        }
        use(at, growth ? "change in percent" : "running total", "window word");
        const Term measure = measures_.front().term;
        if (growth) {
            const bool known = std::ranges::any_of(measures_, [](const Measured& one) {
                return one.term.kind == TermKind::growth;
            });
            if (!known) add_measure(wrapped(TermKind::growth, measure), "growth");
        } else {
            measures_.front() = {wrapped(TermKind::running, measure), "running_total"};
        }
    }
}

/// A metric that stands by itself: `revenue by month`.
void Reader::read_metrics() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!open(at, SpanKind::metric)) continue;
        const Metric& metric = model_.metrics()[static_cast<std::size_t>(pieces_[at].link.id)];
        use(at, text_of(metric.formula, model_), "measure `" + metric.name + "`");
        const auto same = [&](const Measured& known) { return known.term == metric.formula; };
        if (std::ranges::any_of(measures_, same)) continue;
        add_measure(metric.formula, metric.name);
    }
}

/// `what percentage of orders were cancelled`, `share of revenue by region`.
void Reader::read_shares() {
    read_rates();
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, Cue::share) || pieces_[at].used) continue;
        const std::size_t target = next(at);
        if (open(target, SpanKind::metric)) {
            const Metric& metric =
                model_.metrics()[static_cast<std::size_t>(pieces_[target].link.id)];
            use(at, "share of the total", "share word");
            use(target, text_of(metric.formula, model_), "measure `" + metric.name + "`");
            add_measure(metric.formula, metric.name);
            add_measure(wrapped(TermKind::share, metric.formula), "share");
            return;
        }
        if (read_share_of_rows(at)) return;
        const bool parted = is(next(target), Cue::by) || is(next(target), Cue::each);
        if (parted && (open(target, SpanKind::table) || open(target, SpanKind::value)))
            count_shares(at, target);
    }
}

}  // namespace parlance::engine
