#include "engine/dates.hpp"
#include "engine/periods.hpp"
#include "engine/reader.hpp"

#include <algorithm>
#include <chrono>

/// `took more than a week to ship`, `average length of stay`, `days between order and shipment`,
/// `orders older than 14 days`: what lies between two dates, or between one and now.
namespace parlance::engine {
namespace {

/// `check_in` and `check_out`.
bool paired(const ColumnModel& begin, const ColumnModel& end) {
    return begin.words.size() == end.words.size() && begin.words.size() > 1 &&
           begin.words.front() == end.words.front() && begin.words.back() != end.words.back() &&
           begin.words.back() == "in";
}

constexpr double days_per_year = 365.25;

double days_in(Grain grain) {
    switch (grain) {
        case Grain::week:
            return 7;
        case Grain::month:
            return 30;
        case Grain::quarter:
            return 91;
        case Grain::year:
            return 365;
        default:
            return 1;
    }
}

}  // namespace

/// The date that a word may mean: `shipped`, `hired`, `launch`.
ColumnId Reader::moment_meant(std::size_t at) const {
    if (at >= pieces_.size() || pieces_[at].span == nullptr) return nothing;
    ColumnId best = nothing;
    for (const Link& link : pieces_[at].span->links) {
        if (link.kind == SpanKind::column && column(link.id).kind == Kind::moment) {
            if (column(link.id).table == query_.subject) return link.id;
            if (best == nothing) best = link.id;
        }
    }
    if (best == nothing && is(at, SpanKind::table)) best = model_.table(pieces_[at].link.id).moment;
    return best;
}

/// Begin and end of what a row of the table is about: `admitted_on` and `discharged_on`.
std::optional<Reader::Stretch> Reader::stretch_of(TableId table, ColumnId meant) const {
    Stretch found;
    std::vector<ColumnId> moments;
    for (const ColumnId id : model_.table(table).columns) {
        if (column(id).kind == Kind::moment && !says_one_of(column(id), "planned"))
            moments.push_back(id);
    }
    const bool later = meant != nothing && meant != model_.table(table).moment;
    if (meant != nothing && (later || says_one_of(column(meant), "ending"))) found.end = meant;
    for (const ColumnId id : moments) {
        if (found.end == nothing && says_one_of(column(id), "ending")) found.end = id;
    }
    for (const ColumnId id : moments) {
        const bool better = found.begin == nothing || id == model_.table(table).moment;
        if (id != found.end && !says_one_of(column(id), "ending") && better) found.begin = id;
    }
    for (const ColumnId id : moments) {
        if (found.end != nothing && id != found.end && paired(column(id), column(found.end)))
            found.begin = id;
    }
    if (found.begin == nothing || found.end == nothing) return std::nullopt;
    return found;
}

/// Of the row that a word near names, else of the subject, else of what hangs on it.
std::optional<Reader::Stretch> Reader::stretch_near(std::size_t at) const {
    if (const ColumnId meant = moment_meant(at); meant != nothing) {
        if (auto found = stretch_of(column(meant).table, meant)) return found;
    }
    if (is(at, SpanKind::table)) {
        if (auto found = stretch_of(pieces_[at].link.id)) return found;
    }
    if (query_.subject == nothing) return only_stretch();
    if (auto found = stretch_of(query_.subject)) return found;
    for (const std::int32_t id : model_.keys_at(query_.subject)) {
        const Key& key = model_.key(id);
        if (key.to != query_.subject) continue;
        if (auto found = stretch_of(key.from)) return found;
    }
    return std::nullopt;
}

/// When nothing is named: of the one table that has begin and end.
std::optional<Reader::Stretch> Reader::only_stretch() const {
    std::optional<Stretch> only;
    for (std::size_t i = 0; i < model_.tables().size(); ++i) {
        auto found = stretch_of(static_cast<TableId>(i));
        if (found && only) return std::nullopt;
        if (found) only = found;
    }
    return only;
}

Term Reader::days_of(const Stretch& stretch) const {
    Term term{.kind = TermKind::days};
    term.args = {attr(stretch.end), attr(stretch.begin)};
    return term;
}

void Reader::read_durations() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (pieces_[at].used) continue;
        if (is(at, SpanKind::grain) && pieces_[at].grain == Grain::day) read_days_between(at);
        if (is(at, Cue::more) || is(at, Cue::less) || is(at, Cue::at_least) || is(at, Cue::at_most))
            read_longer_than(at);
        const bool days = is(at, Cue::count) && is(next(at), SpanKind::grain) &&
                          pieces_[next(at)].grain == Grain::day;
        const bool how_long = days || (is(at, Cue::how_much) && words(at).ends_with("long"));
        if (aggregate_at(at) || how_long) read_average_length(at);
    }
    read_temporal_adjectives();
    read_ongoing();
    read_dated_states();
}

/// `average number of days between order and shipment`.
bool Reader::read_days_between(std::size_t at) {
    const std::size_t between = next(at);
    const std::size_t first = next(between);
    const std::size_t joint = next(first);
    const std::size_t second = next(joint);
    if (!is(between, Cue::between) || !is(joint, Cue::conjunction)) return false;
    const ColumnId begin = moment_meant(first);
    const ColumnId end = moment_meant(second);
    if (begin == nothing || end == nothing || begin == end) return false;
    query_.subject = column(begin).table;
    Term term{.kind = TermKind::days};
    term.args = {attr(end), attr(begin)};
    std::size_t before = previous(at);
    while (is(before, Cue::count))
        use(before), before = previous(before);
    const auto of = aggregate_at(before);
    if (of) {
        use(before, "aggregate", "aggregate word");
        term = aggregate(*of, std::move(term));
        add_measure(std::move(term), "days");
    } else {
        show(std::move(term), "days");
    }
    for (const std::size_t i : {at, between, first, joint, second})
        use(i, "days", "duration");
    return true;
}

/// A count of minutes or days that the table keeps: `duration_min`.
std::optional<Pred> Reader::kept_duration(Compare op, double seconds) const {
    if (query_.subject == nothing) return std::nullopt;
    for (const ColumnId id : model_.table(query_.subject).columns) {
        const ColumnModel& kept = column(id);
        if (kept.kind != Kind::number || !says_one_of(kept, "kept_lengths")) continue;
        const std::string& last = kept.words.back();
        const double kept_in = last.starts_with("sec")    ? 1
                               : last.starts_with("min")  ? 60
                               : last.starts_with("hour") ? 3600
                                                          : 86400;
        return compare(attr(id), op, number(seconds / kept_in));
    }
    return std::nullopt;
}

/// How long a unit of time is; 0 when the piece is none.
double Reader::seconds_in(std::size_t at) const {
    if (at >= pieces_.size() || pieces_[at].used) return 0;
    const std::string& word = tokens_[pieces_[at].begin].text;
    if (word.starts_with("second") && word.size() <= 7) return 1;
    if (word == "minute" || word == "minutes" || word == "min") return 60;
    if (!is(at, SpanKind::grain)) return 0;
    return pieces_[at].grain == Grain::hour ? 3600 : 86400 * days_in(pieces_[at].grain);
}

/// `reported more than 3 weeks after the loss`: between two dates that are named.
bool Reader::read_so_long_after(std::size_t at, Compare op, std::size_t unit, double seconds) {
    constexpr double day = 86400;
    const std::size_t token = pieces_[unit].end;
    if (token >= tokens_.size() || tokens_[token].text != "after" || seconds < day) return false;
    std::size_t from = next(unit);
    if (!is(from, SpanKind::column)) from = next(from);
    const std::size_t to = previous(at);
    const ColumnId begin = moment_meant(from);
    const ColumnId end = moment_meant(to);
    if (begin == nothing || end == nothing || begin == end ||
        column(begin).table != column(end).table)
        return false;
    Pred pred = compare(days_of({begin, end}), op, number(seconds / day));
    for (std::size_t i = to; i <= from; ++i)
        use(i);
    use(at, text_of(pred, model_), "duration");
    condition(std::move(pred));
    return true;
}

/// `took more than a week to ship`, `longer than an hour`.
bool Reader::read_longer_than(std::size_t at) {
    std::size_t number_at = next(at);
    while (is(number_at, Cue::some) || is(number_at, Cue::than))
        number_at = next(number_at);
    const bool said = open(number_at, SpanKind::number);
    const double count = said ? pieces_[number_at].number : 1;
    const std::size_t unit = said ? next(number_at) : number_at;
    const std::size_t before = previous(at);
    const double seconds = seconds_in(unit);
    if (seconds == 0 || query_.subject == nothing || is(before, SpanKind::gradable)) return false;
    const Compare op = is(at, Cue::more)       ? Compare::greater
                       : is(at, Cue::less)     ? Compare::less
                       : is(at, Cue::at_least) ? Compare::greater_equal
                                               : Compare::less_equal;
    if (read_so_long_after(at, op, unit, count * seconds)) return true;
    if (open(before, SpanKind::column)) return false;
    std::size_t verb = next(unit);
    const bool named = moment_meant(verb) != nothing && !is(verb, Cue::by);
    auto pred = named ? std::nullopt : kept_duration(op, count * seconds);
    constexpr double day = 86400;
    if (!pred) {
        const auto stretch = stretch_near(named ? verb : before);
        if (!stretch || seconds < day) return false;
        pred = compare(days_of(*stretch), op, number(count * seconds / day));
    }
    for (std::size_t i = at; i <= unit; ++i)
        use(i);
    if (named) use(verb);
    if (open(before, SpanKind::word)) use(before);  // `stayed`, `took`
    use(at, text_of(*pred, model_), "duration");
    condition(std::move(*pred));
    return true;
}

/// `average delivery time`, `average length of stay in days`, `how long does it take to ship`.
bool Reader::read_average_length(std::size_t at) {
    const bool how_long = is(at, Cue::how_much) || is(at, Cue::count);
    std::size_t said = how_long ? at : pieces_.size();
    std::size_t verb = pieces_.size();
    for (std::size_t i = next(at), steps = 0; i < pieces_.size() && steps < 6;
         i = next(i), ++steps) {
        if (is(i, Cue::by) || is(i, Cue::each) || is(i, SpanKind::time)) break;
        const std::string& word = tokens_[pieces_[i].end - 1].text;
        const bool length = Lexicon::english().listed("lengths", word);
        const bool days = is(i, SpanKind::grain) && pieces_[i].grain == Grain::day;
        if (open(i, SpanKind::column) && column(pieces_[i].link.id).numeric()) return false;
        if (said == pieces_.size() && (length || days)) said = i;
        const bool names = moment_meant(i) != nothing || is(i, SpanKind::table);
        if (verb == pieces_.size() && names && !pieces_[i].used) verb = i;
    }
    if (said == pieces_.size()) return false;
    const bool age = tokens_[pieces_[said].end - 1].text == "age";
    auto term = age ? age_of(verb) : std::nullopt;
    if (!age) {
        const auto stretch = stretch_near(verb);
        if (stretch) term = days_of(*stretch);
    }
    if (!term) return false;
    const bool years = term->kind == TermKind::arithmetic;
    const Term& days = years ? term->args[0] : *term;
    if (query_.subject == nothing || !is(verb, SpanKind::table))
        query_.subject = column(days.args[1].attr.column).table;
    const LengthUnit unit = years ? LengthUnit{"years"} : length_unit(at);
    if (unit.per_day != 1) *term = arithmetic('*', std::move(*term), number(unit.per_day));
    add_measure(
        aggregate(how_long ? Aggregate::average : *aggregate_at(at), std::move(*term)), unit.name
    );
    use_length(at, std::max(said, verb < pieces_.size() ? verb : said));
    for (std::size_t i = at; i < pieces_.size() && how_long; ++i) {
        if (is(i, Cue::average)) use(i);  // `… on average`
    }
    return true;
}

/// `… in hours`; days when nothing is said. The words are taken.
Reader::LengthUnit Reader::length_unit(std::size_t at) {
    const LengthUnit units[] = {{"hours", 24}, {"minutes", 1440}, {"weeks", 1.0 / 7}};
    for (std::size_t i = at + 1; i < pieces_.size(); ++i) {
        const std::size_t last = pieces_[i].end - 1;
        if (last == 0 || tokens_[last - 1].text != "in") continue;
        for (const LengthUnit& unit : units) {
            if (!Lexicon::english().listed(unit.name, tokens_[last].text)) continue;
            use(i, unit.name, "unit");
            if (pieces_[i].begin == last) use(i - 1);
            return unit;
        }
    }
    return {"days"};
}

/// Everything from the aggregate to the noun or verb, and `in days` behind.
void Reader::use_length(std::size_t at, std::size_t last) {
    for (std::size_t i = at; i <= last; ++i) {
        if (!is(i, SpanKind::value)) use(i, i == at ? "days" : "", "duration");
    }
    for (std::size_t i = last + 1; i < pieces_.size(); ++i) {
        const bool days = is(i, SpanKind::grain) && pieces_[i].grain == Grain::day;
        const bool stays = is(i, SpanKind::word) && last + 2 >= i;
        if ((days && is(i - 1, Cue::in)) || stays) use(i);
    }
}

/// How old something is: people in years since their birth, other things in days.
std::optional<Term> Reader::age_of(std::size_t at) const {
    const TableId table = is(at, SpanKind::table) ? pieces_[at].link.id : query_.subject;
    if (table == nothing) return std::nullopt;
    const ColumnId birth = birth_of(table);
    const ColumnId moment = birth == nothing ? model_.table(table).moment : birth;
    if (moment == nothing) return std::nullopt;
    Term term{.kind = TermKind::days};
    term.args = {literal(TermKind::moment, today()), attr(moment)};
    return birth == nothing ? term : arithmetic('/', std::move(term), number(days_per_year));
}

ColumnId Reader::birth_of(TableId table) const {
    for (const ColumnId id : model_.table(table).columns) {
        if (column(id).kind == Kind::moment && says_one_of(column(id), "births")) return id;
    }
    return nothing;
}

std::string Reader::today() const {
    return iso(std::chrono::floor<std::chrono::days>(now_));
}

/// `older than 60`, `older than 14 days`: a date that long ago.
std::optional<Term> Reader::long_ago(const Term& left, std::size_t number_at) {
    if (left.kind != TermKind::attr || left.attr.column < 0 ||
        column(left.attr.column).kind != Kind::moment || !open(number_at, SpanKind::number))
        return std::nullopt;
    const std::size_t unit = number_at + 1;
    const bool said = open(unit, SpanKind::grain);
    const Grain grain = said ? pieces_[unit].grain : Grain::year;
    const double count = pieces_[number_at].number;
    constexpr double days_max = 400 * 365;
    if (count < 0 || count * days_in(grain) > days_max) return std::nullopt;
    using Unit = PeriodReader::Unit;
    const bool years = grain == Grain::year;
    const std::string date = iso(PeriodReader::shifted(
        std::chrono::floor<std::chrono::days>(now_),
        years ? Unit::year : Unit::day,
        -static_cast<int>(years ? count : count * days_in(grain))
    ));
    use(number_at, date, "so long ago");
    if (said) use(unit);
    return literal(TermKind::moment, date);
}

}  // namespace parlance::engine
