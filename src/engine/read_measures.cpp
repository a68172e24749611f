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
        while (is(target, Cue::distinct) ||
               (is(target, SpanKind::value) && is(next(target), SpanKind::table)) ||
               (is(target, SpanKind::column) && column(pieces_[target].link.id).kind == Kind::flag)
        ) {
            if (is(target, Cue::distinct)) distinct = true, use(target);
            target = next(target);
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
            use(at, "count", "counting word");
            use(target, name(id), pieces_[target].link.via);
            const bool number = column(id).kind == Kind::number && !distinct;
            add_measure(
                aggregate(number ? Aggregate::sum : Aggregate::count, attr(id), !number), ""
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
        while (is(target, Cue::count) || is(target, Cue::distinct))
            target = next(target);
        std::optional<Term> over;
        if (open(target, SpanKind::gradable)) {
            const ColumnId id = query_.subject == nothing
                                    ? nothing
                                    : column_for(pieces_[target].gradable, query_.subject);
            if (id != nothing) over = attr(id);
        } else if (open(target, SpanKind::table) && open(next(target), SpanKind::column) &&
                   column(pieces_[next(target)].link.id).numeric()) {
            use(target);
            target = next(target);
            over = measure_at(target);
        } else if (open(target, SpanKind::column) || open(target, SpanKind::metric) ||
                   open(target, SpanKind::table)) {
            over = measure_at(target);
        }
        if (!over) {
            // `the price on average`
            const std::size_t before = previous(at);
            if (open(before, SpanKind::column) && column(pieces_[before].link.id).numeric())
                target = before, over = measure_at(before);
        }
        if (!over && query_.subject != nothing) {
            const ColumnId id = default_measure(query_.subject);
            if (id != nothing) {
                over = attr(id);
                assume("default_measure", "measured " + name(id));
                target = pieces_.size();
            }
        }
        if (!over) {
            draft_.missing.push_back("what to take the " + words(at) + " of");
            continue;
        }
        for (const std::size_t cue : cues) {
            const Aggregate of = *aggregate_at(cue);
            const bool ready = has_aggregate(*over);
            use(cue, text_of(ready ? *over : aggregate(of, *over), model_), "aggregate word");
            if (!ready) {
                add_measure(
                    aggregate(of, *over),
                    over->kind == TermKind::attr ? label_of(of, column(over->attr.column).name) : ""
                );
            } else if (cue == cues.front()) {
                add_measure(
                    *over,
                    is(target, SpanKind::metric)
                        ? model_.metrics()[static_cast<std::size_t>(pieces_[target].link.id)].name
                        : ""
                );
            }
        }
        if (target < pieces_.size()) use(target, text_of(*over, model_), pieces_[target].link.via);
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

/// `what percentage of orders were cancelled`.
void Reader::read_shares() {
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
        if (!open(target, SpanKind::table)) continue;
        const TableId table = pieces_[target].link.id;
        for (std::size_t value = target + 1; value < pieces_.size(); ++value) {
            if (!open(value, SpanKind::value) || pieces_[value].link.id == nothing) continue;
            if (column(pieces_[value].link.id).table != table) continue;
            Term part = count_rows(table);
            part.only.push_back(compare(
                attr(pieces_[value].link.id),
                Compare::equal,
                literal(TermKind::text, pieces_[value].link.value)
            ));
            use(at, "share", "share word");
            use(target, model_.table(table).name, "name");
            use(value,
                text_of(part.only.front(), model_),
                "value of " + name(pieces_[value].link.id));
            add_measure(
                arithmetic('/', arithmetic('*', number(100), std::move(part)), count_rows(table)),
                "percentage"
            );
            draft_.query.subject = table;
            counted_ = true;
            return;
        }
    }
}

void Reader::group_by(Attr key, bool shown) {
    if (std::ranges::find(query_.group, key) != query_.group.end()) return;
    query_.group.push_back(key);
    if (!shown) return;
    Term term{.kind = TermKind::attr, .attr = key};
    constexpr std::array<const char*, 8> labels{
        "", "day", "week", "month", "quarter", "year", "weekday", "hour"
    };
    show(std::move(term), labels.at(static_cast<std::size_t>(key.grain)));
}

/// By the row itself, not by its name: two customers may have the same name.
void Reader::group_by_table(TableId table) {
    const TableModel& entity = model_.table(table);
    grouped_tables_.push_back(table);
    if (entity.primary_key.size() == 1) group_by({.column = entity.primary_key.front()}, false);
    bool shown = false;
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        // Columns of the entity that are asked for stand for it.
        if (open(at, SpanKind::column) && column(pieces_[at].link.id).table == table &&
            column(pieces_[at].link.id).kind != Kind::flag)
            shown = true;
    }
    if (shown) return;
    for (const ColumnId id : display(table))
        group_by({.column = id});
}

void Reader::read_grouping() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const bool cue = is(at, Cue::by) || is(at, Cue::each);
        if (cue && !pieces_[at].used && read_group_at(at)) continue;
        // `monthly revenue`, `which month`
        if (!open(at, SpanKind::grain)) continue;
        const std::string& word = tokens_[pieces_[at].begin].text;
        const bool adverb = word.ends_with("ly");
        const bool asked = is(previous(at), Cue::which) || is(previous(at), Cue::conjunction);
        const bool measured =
            !measures_.empty() || std::ranges::any_of(pieces_, [](const Piece& piece) {
                return piece.kind == SpanKind::metric;
            });
        if (!adverb && !(asked && (measured || superlative_))) continue;
        const TableId home = measures_.empty() ? query_.subject : query_.subject;
        const ColumnId moment = moment_for(home);
        if (moment == nothing) continue;
        use(at, "by " + word + " of " + name(moment), "time unit");
        group_by({.column = moment, .grain = pieces_[at].grain});
    }
}

bool Reader::read_group_at(std::size_t at) {
    const bool measured =
        !measures_.empty() || superlative_ || std::ranges::any_of(pieces_, [](const Piece& piece) {
            return piece.kind == SpanKind::metric;
        });
    std::size_t target = next(at);
    bool took = false;
    while (target < pieces_.size()) {
        while (is(target, Cue::distinct) || is(target, Cue::each))
            target = next(target);
        const Piece& piece = pieces_[std::min(target, pieces_.size() - 1)];
        if (open(target, SpanKind::grain)) {
            const ColumnId moment = moment_near(target).column;
            if (moment == nothing) return took;
            use(target, "by " + words(target) + " of " + name(moment), "time unit");
            group_by({.column = moment, .grain = piece.grain});
        } else if (open(target, SpanKind::column) && measured) {
            use(target, name(piece.link.id), piece.link.via);
            const Kind kind = column(piece.link.id).kind;
            const TableId owner = column(piece.link.id).table;
            const bool pointing = kind == Kind::foreign && piece.link.weight < 0.9;
            if (pointing) {
                for (const std::int32_t key : model_.keys_at(owner)) {
                    if (model_.key(key).columns.front().first == piece.link.id)
                        group_by_table(model_.key(key).to);
                }
            } else {
                if (kind == Kind::name && model_.table(owner).primary_key.size() == 1 &&
                    owner != query_.subject)
                    group_by({.column = model_.table(owner).primary_key.front()}, false);
                group_by({.column = piece.link.id});
            }
        } else if (open(target, SpanKind::table) && measured) {
            const TableId table = piece.link.id;
            use(target, model_.table(table).name, piece.link.via);
            if (open(target + 1, SpanKind::column) &&
                column(pieces_[target + 1].link.id).table == table) {
                use(target + 1, name(pieces_[target + 1].link.id), "name");
                group_by({.column = pieces_[target + 1].link.id});
                ++target;
            } else {
                group_by_table(table);
            }
        } else if (open(target, SpanKind::value) && open(next(target), SpanKind::table) &&
                   measured) {
            target = next(target);
            continue;
        } else {
            return took;
        }
        use(at, "group", "grouping word");
        took = true;
        const std::size_t joint = next(target);
        const bool comma = joint < pieces_.size() && tokens_[pieces_[joint].begin].text == ",";
        if (!is(joint, Cue::conjunction) && !comma) return true;
        target = next(joint);
        // `and the number of …` starts something new
        if (is(target, Cue::count) || aggregate_at(target)) return true;
    }
    return took;
}

}  // namespace parlance::engine
