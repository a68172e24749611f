#include "engine/reader.hpp"

#include <algorithm>
#include <array>

/// `by status`, `for each customer`, `monthly`.
namespace parlance::engine {

void Reader::group_by(Attr key, bool shown) {
    const bool known = std::ranges::find(query_.group, key) != query_.group.end();
    if (!known) query_.group.push_back(key);
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

/// `accounts by industry`: how many of each.
bool Reader::count_by(std::size_t by, std::size_t target) {
    const std::size_t before = previous(by);
    const std::string& word = tokens_[pieces_[by].end - 1].text;
    if (!is(by, Cue::by) || (word != "by" && word != "per") || !heads(before)) return false;
    if (!open(before, SpanKind::table) || pieces_[before].link.id != query_.subject ||
        is(next(target), SpanKind::value))
        return false;
    const bool kind = is(target, SpanKind::column) && !column(pieces_[target].link.id).numeric() &&
                      column(pieces_[target].link.id).kind != Kind::key;
    const bool other = is(target, SpanKind::table) && pieces_[target].link.id != query_.subject;
    if (!kind && !other && !is(target, SpanKind::grain)) return false;
    use(before, model_.table(query_.subject).name, pieces_[before].link.via);
    if (open(previous(before), SpanKind::gradable)) use(previous(before));  // `new customers`
    const ColumnId amount = says_amount(before) ? default_measure(query_.subject) : nothing;
    if (amount != nothing) {
        assume("default_measure", "measured " + name(amount));
        add_measure(aggregate(Aggregate::sum, attr(amount)), "");
        return true;
    }
    add_measure(count_rows(query_.subject), "");
    assume("counted", "counted " + model_.table(query_.subject).phrase + " for each group");
    counted_ = true;
    return true;
}

/// A price or a rate is averaged, an amount is summed up.
Aggregate Reader::usual_aggregate(const ColumnModel& column) {
    const bool level = std::ranges::any_of(column.words, [](const std::string& word) {
        return Lexicon::english().listed("levels", word);
    });
    return level ? Aggregate::average : Aggregate::sum;
}

/// As `heads`, and nouns before a number are its own: `repair costs by garage`.
bool Reader::measure_heads(std::size_t at) const {
    std::size_t first = at;
    const auto flag = [&](std::size_t i) {
        return is(i, SpanKind::column) && column(pieces_[i].link.id).kind == Kind::flag;
    };
    while (first > 0 &&
           (is(first - 1, SpanKind::table) || is(first - 1, SpanKind::value) || flag(first - 1)))
        --first;
    return heads(first);
}

/// `monthly consumption`, `weekly signups`: what comes behind is summed up or counted.
void Reader::measure_after(std::size_t grain) {
    if (measures_asked() || seed_ || !heads(grain)) return;
    const std::size_t target = next(grain);
    if (open(target, SpanKind::column) && column(pieces_[target].link.id).kind == Kind::number) {
        const ColumnId id = pieces_[target].link.id;
        use(target, name(id), pieces_[target].link.via);
        query_.subject = column(id).table;
        add_measure(aggregate(usual_aggregate(column(id)), attr(id)), "");
    } else if (open(target, SpanKind::table)) {
        query_.subject = pieces_[target].link.id;
        use(target, model_.table(query_.subject).name, pieces_[target].link.via);
        add_measure(count_rows(query_.subject), "");
        counted_ = true;
    }
}

/// `salary costs by location`: a number by groups is summed up.
bool Reader::sum_by(std::size_t by) {
    std::size_t before = previous(by);
    const std::string& word = tokens_[pieces_[by].end - 1].text;
    const std::size_t verb = before;
    if (open(verb, SpanKind::gradable) && open(previous(verb), SpanKind::column))
        before = previous(verb);  // `salary costs`
    const bool each_time = is(by, Cue::each) && is(next(by), SpanKind::grain);
    const bool parted = is(by, Cue::by) && (word == "by" || word == "per");
    if ((!parted && !each_time) || !open(before, SpanKind::column) || !measure_heads(before) ||
        column(pieces_[before].link.id).kind != Kind::number)
        return false;
    const ColumnModel& summed = column(pieces_[before].link.id);
    const Aggregate of = usual_aggregate(summed);
    use(before, name(pieces_[before].link.id), pieces_[before].link.via);
    use(verb);
    add_measure(aggregate(of, attr(pieces_[before].link.id)), "");
    assume(
        "default_aggregate", (of == Aggregate::sum ? "summed up " : "averaged ") + summed.phrase
    );
    return true;
}

/// `running total of the amount`, `compare the amount in …`: what runs or is compared is a sum.
void Reader::sum_asked() {
    const bool asked = std::ranges::any_of(pieces_, [](const Piece& piece) {
        return piece.kind == SpanKind::cue &&
               (piece.cue == Cue::running || piece.cue == Cue::growth || piece.cue == Cue::compare);
    });
    if (!asked || measures_asked()) return;
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!open(at, SpanKind::column)) continue;
        const ColumnId id = pieces_[at].link.id;
        if (column(id).kind != Kind::number) continue;
        use(at, name(id), pieces_[at].link.via);
        return add_measure(aggregate(usual_aggregate(column(id)), attr(id)), "");
    }
    sum_values();
}

/// `growth of deposits`: the amount of the rows with that value.
void Reader::sum_values() {
    for (const Piece& piece : pieces_) {
        if (piece.kind != SpanKind::value || piece.link.id == nothing) continue;
        const TableId table = column(piece.link.id).table;
        const ColumnId id = default_measure(table);
        query_.subject = table;
        if (id != nothing) assume("default_measure", "measured " + name(id));
        return add_measure(
            id == nothing ? count_rows(table) : aggregate(Aggregate::sum, attr(id)), ""
        );
    }
}

/// `freight costs in 2024`, `compare the amount in 2023 and 2024`: a number in a time, in all.
bool Reader::sum_alone() {
    const bool timed = std::ranges::any_of(pieces_, [](const Piece& piece) {
        return piece.kind == SpanKind::time && piece.used;
    });
    const bool tables = std::ranges::any_of(pieces_, [](const Piece& piece) {
        return piece.kind == SpanKind::table ||
               (piece.kind == SpanKind::cue && piece.cue == Cue::which);
    });
    if (!timed || tables || measures_asked() || !query_.select.empty()) return false;
    std::size_t only = pieces_.size();
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!open(at, SpanKind::column)) continue;
        if (only < pieces_.size() || column(pieces_[at].link.id).kind != Kind::number) return false;
        only = at;
    }
    if (only == pieces_.size()) return false;
    const ColumnId id = pieces_[only].link.id;
    const Aggregate of = usual_aggregate(column(id));
    use(only, name(id), pieces_[only].link.via);
    add_measure(aggregate(of, attr(id)), "");
    assume(
        "default_aggregate", (of == Aggregate::sum ? "summed up " : "averaged ") + column(id).phrase
    );
    return true;
}

void Reader::read_grouping() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const bool cue = is(at, Cue::by) || is(at, Cue::each);
        if (cue && !pieces_[at].used && (read_of_each(at) || read_group_at(at))) continue;
        // `monthly revenue`, `which month`
        if (!open(at, SpanKind::grain)) continue;
        const std::string& word = tokens_[pieces_[at].begin].text;
        const bool adverb = word.ends_with("ly");
        const bool asked = is(previous(at), Cue::which) || is(previous(at), Cue::conjunction);
        if (!adverb && !(asked && (measures_asked() || seed_))) continue;
        if (adverb) measure_after(at);
        const ColumnId moment = moment_for(query_.subject);
        if (moment == nothing) continue;
        use(at, "by " + word + " of " + name(moment), "time unit");
        group_by({.column = moment, .grain = pieces_[at].grain});
    }
}

/// `the most expensive product in each category`: the limit holds for each.
bool Reader::limit_per_group(TableId table, ColumnId by) {
    if (!superlative_ || !query_.limit || query_.subject == nothing || table == nothing)
        return false;
    const bool itself = table == query_.subject && by == nothing;
    const bool ranked = query_.order.size() == 1;
    const TableModel& entity = model_.table(table);
    if (itself || !ranked || (by == nothing && entity.primary_key.size() != 1)) return false;
    const bool measured = has_aggregate(query_.order.front().term);
    if (measured && query_.group.empty()) return false;
    query_.limit_per.push_back({.column = by == nothing ? entity.primary_key.front() : by});
    std::vector<Item> shown = std::move(query_.select);
    query_.select.clear();
    if (by != nothing)
        show(attr(by));
    else
        for (const ColumnId id : display(table))
            show(attr(id), entity.phrase.find(' ') == std::string::npos ? entity.phrase : "");
    for (Item& item : shown)
        show(std::move(item.term), std::move(item.label));
    if (!measured) {
        show_table(query_.subject);
        show(query_.order.front().term);
    } else {
        query_.group.push_back(query_.limit_per.front());
    }
    return true;
}

/// `by region`, `by manager`: a column, or the row that a pointing column stands for.
void Reader::group_by_column(const Link& link) {
    const ColumnModel& key_column = column(link.id);
    const TableModel& owner = model_.table(key_column.table);
    if (key_column.kind == Kind::foreign && link.weight < 0.9) {
        for (const std::int32_t at : model_.keys_at(key_column.table)) {
            const Key& key = model_.key(at);
            if (key.columns.front().first != link.id) continue;
            if (key.from != key.to) return group_by_table(key.to);
            group_by({.column = link.id}, false);
            for (const ColumnId id : display(key.to))
                group_by({.column = id, .via = at});
            return;
        }
    }
    const bool named = key_column.kind == Kind::name && owner.primary_key.size() == 1 &&
                       std::ranges::find(owner.display, link.id) != owner.display.end();
    if (named && key_column.table != query_.subject)
        group_by({.column = owner.primary_key.front()}, false);
    group_by({.column = link.id});
}

/// Takes what is grouped by at `target`, which moves to its last piece.
bool Reader::take_group(std::size_t at, std::size_t& target) {
    if (target >= pieces_.size() || pieces_[target].used) return false;
    const Link link = pieces_[target].link;
    if (is(target, SpanKind::grain)) {
        if (!measures_asked() && !seed_ && !sum_by(at)) (void)count_by(at, target);
        const ColumnId moment = moment_near(target).column;
        if (moment == nothing) return false;
        use(target, "by " + words(target) + " of " + name(moment), "time unit");
        group_by({.column = moment, .grain = pieces_[target].grain});
        return true;
    }
    if (!measures_asked() && !seed_ && !sum_by(at) && !count_by(at, target)) return false;
    if (is(target, SpanKind::column)) {
        use(target, name(link.id), link.via);
        if (!limit_per_group(column(link.id).table, link.id)) group_by_column(link);
        return true;
    }
    if (is(target, SpanKind::value) && link.id != nothing && is(at, Cue::each)) {
        // `each sales representative`: those rows, one by one
        if (is(next(target), SpanKind::table)) {
            target = next(target);
            return take_group(at, target);
        }
        group_by_table(column(link.id).table);
        return true;
    }
    if (!is(target, SpanKind::table)) return false;
    use(target, model_.table(link.id).name, link.via);
    const std::size_t beside = target + 1;
    if (open(beside, SpanKind::table)) {
        target = beside;  // `product category`
        return take_group(at, target);
    }
    if (open(beside, SpanKind::column) && column(pieces_[beside].link.id).table == link.id) {
        target = beside;  // `customer country`
        return take_group(at, target);
    }
    if (averages_rows_of(link.id)) return true;
    if (!limit_per_group(link.id, nothing)) group_by_table(link.id);
    return true;
}

/// `average litres per fueling`: an average is over the rows as it is.
bool Reader::averages_rows_of(TableId table) const {
    const std::vector<ColumnId>& shown = model_.table(table).display;
    const bool named = !shown.empty() && column(shown.front()).kind == Kind::name;
    return !named && table == query_.subject && query_.group.empty() && measures_.size() == 1 &&
           measures_[0].term.kind == TermKind::aggregate &&
           measures_[0].term.aggregate == Aggregate::average && !measures_[0].term.args.empty() &&
           measures_[0].term.args[0].kind == TermKind::attr &&
           measures_[0].term.args[0].attr.column >= 0 &&
           column(measures_[0].term.args[0].attr.column).table == table;
}

/// `owned by students`, `written by`: who did it, not a grouping.
bool Reader::passive(std::size_t by) const {
    if (!is(by, Cue::by) || pieces_[by].begin == 0) return false;
    if (by > 0 && is(by - 1, SpanKind::metric)) return false;  // a figure may be called so
    const std::string& verb = tokens_[pieces_[by].begin - 1].text;
    return tokens_[pieces_[by].begin].text == "by" && !is(next(by), SpanKind::grain) &&
           (verb.ends_with("ed") || Lexicon::english().listed("irregular_participles", verb));
}

bool Reader::read_group_at(std::size_t at) {
    if (passive(at) || (is(at, Cue::by) && is(at + 1, Cue::all))) return false;
    std::size_t target = next(at);
    bool took = false;
    while (true) {
        while (is(target, Cue::distinct) || is(target, Cue::each))
            target = next(target);
        if (!take_group(at, target)) return took;
        use(at, "group", "grouping word");
        took = true;
        const std::size_t joint = next(target);
        const bool comma = joint < pieces_.size() && tokens_[pieces_[joint].begin].text == ",";
        if (!is(joint, Cue::conjunction) && !comma) return true;
        target = next(joint);
        // `and the number of …` starts something new
        if (is(target, Cue::count) || aggregate_at(target)) return true;
    }
}

}  // namespace parlance::engine
