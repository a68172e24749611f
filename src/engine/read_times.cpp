#include "engine/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

/// `in 2024`, `last month or this one`: which date a time belongs to.
namespace parlance::engine {

std::optional<Pred> Reader::in_time(const TimeRange& range, Attr key) const {
    const ColumnModel& moment = column(key.column);
    Term term{.kind = TermKind::attr, .attr = key};
    std::vector<Pred> parts;
    if (moment.kind == Kind::year || moment.kind == Kind::number) {
        if (!range.years) return std::nullopt;
        const int begin = range.begin.empty() ? 0 : std::stoi(range.begin.substr(0, 4));
        const int end = range.end.empty() ? 0 : std::stoi(range.end.substr(0, 4));
        if (begin != 0 && end == begin + 1) return compare(term, Compare::equal, number(begin));
        if (begin != 0) parts.push_back(compare(term, Compare::greater_equal, number(begin)));
        if (end != 0) parts.push_back(compare(term, Compare::less, number(end)));
    } else {
        if (!range.begin.empty())
            parts.push_back(
                compare(term, Compare::greater_equal, literal(TermKind::moment, range.begin))
            );
        if (!range.end.empty())
            parts.push_back(compare(term, Compare::less, literal(TermKind::moment, range.end)));
    }
    if (parts.empty()) return std::nullopt;
    return all_of(std::move(parts));
}

/// `how many visits did each doctor have last month`: the time is that of the visits.
bool Reader::grouped_by(TableId table) const {
    return !measures_.empty() && std::ranges::find(grouped_tables_, table) != grouped_tables_.end();
}

/// `sold the most houses in 2024`: the date of the verb.
ColumnId Reader::moment_of_verb(std::size_t at) const {
    for (std::size_t i = at; i-- > 0;) {
        const std::string& word = tokens_[pieces_[i].begin].text;
        const bool verb =
            word.ends_with("ed") || word == "sold" || word == "bought" || word == "paid";
        if (!verb || is(i, SpanKind::cue) || is(i, SpanKind::table)) continue;
        if (const ColumnId meant = moment_meant(i); meant != nothing) return meant;
    }
    return nothing;
}

/// The date that a time belongs to: a date column or a verb made of one just before it, else the
/// date of the subject.
Attr Reader::moment_near(std::size_t at) {
    for (std::size_t i = previous(at), steps = 0; i < pieces_.size() && steps < 3;
         i = previous(i), ++steps) {
        if (is(i, SpanKind::column)) {
            const Kind kind = column(pieces_[i].link.id).kind;
            if (kind == Kind::moment || kind == Kind::year) {
                if (!pieces_[i].used) use(i, name(pieces_[i].link.id), pieces_[i].link.via);
                return {.column = pieces_[i].link.id};
            }
        }
        if (is(i, SpanKind::table) && pieces_[i].link.id != query_.subject &&
            model_.table(pieces_[i].link.id).moment != nothing && !grouped_by(pieces_[i].link.id)) {
            const ColumnId verb = seed_ ? nothing : moment_of_verb(at);
            if (verb != nothing) return {.column = verb};
            // `payments of donors last month`: the event has the date, not whom it belongs to
            const bool event = !seed_ && query_.subject != nothing && !measures_.empty() &&
                               hangs_on(query_.subject, pieces_[i].link.id) &&
                               model_.table(query_.subject).moment != nothing;
            if (event) continue;
            return {.column = model_.table(pieces_[i].link.id).moment};
        }
    }
    ColumnId found = seed_ ? nothing : moment_of_verb(at);
    if (found == nothing && !seed_) found = moment_measured();
    if (found == nothing) found = moment_for(query_.subject);
    if (found != nothing) assume("default_date", "dated by " + name(found));
    return {.column = found};
}

/// `January and February 2024`: the year that is said with one of them is that of both.
void Reader::share_years() {
    const auto share = [&](TimeRange& open, const TimeRange& known) {
        if (!open.guessed || known.guessed || known.relative || known.begin.empty()) return;
        if (open.begin.empty() || open.end.empty()) return;
        const int by = std::stoi(known.begin.substr(0, 4)) - std::stoi(open.begin.substr(0, 4));
        for (std::string* const side : {&open.begin, &open.end})
            *side = fmt::format("{:04}{}", std::stoi(side->substr(0, 4)) + by, side->substr(4));
        open.guessed = false;
    };
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const std::size_t joint = next(at);
        const std::size_t second = next(joint);
        const bool joined = is(joint, Cue::disjunction) || is(joint, Cue::conjunction);
        if (!joined || !is(at, SpanKind::time) || !is(second, SpanKind::time)) continue;
        share(pieces_[at].time, pieces_[second].time);
        share(pieces_[second].time, pieces_[at].time);
    }
}

void Reader::read_times() {
    share_years();
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (open(at, SpanKind::time)) read_time(at);
    }
}

void Reader::read_time(std::size_t at) {
    Attr key = moment_near(at);
    if (key.column == nothing) {
        // Some other table of the question may have a date.
        for (const Piece& piece : pieces_) {
            if (piece.kind == SpanKind::table && key.column == nothing)
                key.column = moment_for(piece.link.id);
        }
        if (key.column == nothing) return;
    }
    std::vector<Pred> parts;
    std::size_t last = at;
    auto pred = in_time(pieces_[at].time, key);
    if (!pred) return;
    parts.push_back(std::move(*pred));
    while (true) {
        const std::size_t joint = next(last);
        const std::size_t following = next(joint);
        const bool joined = is(joint, Cue::disjunction) || is(joint, Cue::conjunction);
        if (!joined || !open(following, SpanKind::time)) break;
        auto more = in_time(pieces_[following].time, key);
        if (!more) break;
        use(joint);
        use(following, text_of(*more, model_), "time");
        parts.push_back(std::move(*more));
        last = following;
    }
    Pred whole = any_of(std::move(parts));
    if (pieces_[at].time.guessed)
        assume(
            "time",
            "`" + words(at) + "` is from " + pieces_[at].time.begin + " to before " +
                pieces_[at].time.end
        );
    use(at, text_of(whole, model_), "time of " + name(key.column));
    if (whole.kind == PredKind::all && !whole.negated) {
        for (Pred& part : whole.parts)
            condition(std::move(part));
    } else {
        condition(std::move(whole));
    }
}

}  // namespace parlance::engine
