#include "engine/dates.hpp"
#include "engine/edit_conditions.hpp"
#include "engine/edit_turn.hpp"
#include "engine/periods.hpp"

#include <algorithm>
#include <cmath>

/// The passes over words of time that only mean something after another time.
namespace parlance::engine {
namespace {

std::chrono::sys_days day_of(const std::string& text) {
    const auto number = [&](std::size_t at, std::size_t size) {
        return std::stoi(text.substr(at, size));
    };
    return std::chrono::sys_days{std::chrono::year{number(0, 4)} / number(5, 2) / number(8, 2)};
}

PeriodReader::Unit unit_of(Grain grain) {
    switch (grain) {
        case Grain::day:
            return PeriodReader::Unit::day;
        case Grain::week:
            return PeriodReader::Unit::week;
        case Grain::month:
            return PeriodReader::Unit::month;
        case Grain::quarter:
            return PeriodReader::Unit::quarter;
        default:
            return PeriodReader::Unit::year;
    }
}

std::string moved(const std::string& text, Grain grain, int by) {
    return text.empty() ? text : iso(PeriodReader::shifted(day_of(text), unit_of(grain), by));
}

}  // namespace

/// `and the month before`, `the previous year`: the same stretch of time, moved.
bool EditTurn::shift_time() {
    const auto bounds = bounds_of(rows().where, model_);
    if (!bounds || bounds->begin.empty() || bounds->end.empty()) return false;
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
        const Grain first = grain_named(tokens_[at].text);
        const Grain second = grain_named(tokens_[at + 1].text);
        const Grain unit = first != Grain::none ? first : second;
        const std::size_t cue = first != Grain::none ? at + 1 : at;
        const std::size_t back = phrase(EditCue::earlier, cue);
        const std::size_t ahead = phrase(EditCue::later, cue);
        if (unit == Grain::none || (back == 0 && ahead == 0) || spent_[at]) continue;
        const std::size_t end = std::max(cue + std::max(back, ahead), at + 2);
        // `the month before March` names a time of its own
        bool alone = true;
        for (std::size_t i = end; i < tokens_.size(); ++i)
            alone &= empty(i);
        if (!alone) continue;
        const int by = back > 0 ? -1 : 1;
        const Term moment = attr(bounds->column);
        std::vector<Pred> fresh;
        fresh.push_back(compare(
            moment,
            Compare::greater_equal,
            literal(TermKind::moment, moved(bounds->begin, unit, by))
        ));
        fresh.push_back(
            compare(moment, Compare::less, literal(TermKind::moment, moved(bounds->end, unit, by)))
        );
        note("from " + fresh[0].terms[1].text + " to before " + fresh[1].terms[1].text, at, end);
        spend(at, end - at);
        made_.refers = made_.fragment = true;
        if (manner_.compare) return compare_with(fresh);
        manner_.instead = true;
        place(std::move(fresh));
        return true;
    }
    return false;
}

/// `older than 14 days`: by the date that is spoken of, counted from now.
bool EditTurn::read_age() {
    for (std::size_t at = 0; at + 3 < tokens_.size(); ++at) {
        const auto form = Lexicon::english().gradable_form(tokens_[at].text);
        const Grain unit = grain_named(tokens_[at + 3].text);
        if (!form || form->degree != Degree::comparative || tokens_[at + 1].text != "than" ||
            !whole_count(tokens_[at + 2]) || unit == Grain::none || unit == Grain::weekday)
            continue;
        const Gradable& gradable = Lexicon::english().gradable(form->gradable);
        ColumnId moment = seed().moment;
        if (moment == nothing && entity() != nothing) moment = model_.table(entity()).moment;
        if (gradable.moments.empty() || moment == nothing) continue;
        const std::string today = iso(std::chrono::floor<std::chrono::days>(now_));
        const std::string day = moved(today, unit, -static_cast<int>(tokens_[at + 2].number));
        std::vector<Pred> fresh;
        fresh.push_back(compare(
            attr(moment),
            gradable.high ? Compare::less : Compare::greater,
            literal(TermKind::moment, day)
        ));
        note(text_of(fresh.front(), model_), at, at + 4);
        spend(at, 4);
        made_.refers = made_.fragment = true;
        place(std::move(fresh));
        return true;
    }
    return false;
}

/// `when did they buy it?`: the date of what happened.
bool EditTurn::read_when() {
    std::size_t at = 0;
    while (at < tokens_.size() && (spent_[at] || tokens_[at].kind == TokenKind::mark))
        ++at;
    const std::size_t size = at < tokens_.size() ? phrase(EditCue::when, at) : 0;
    if (size == 0 || query_.source) return false;
    bool refers = false;
    for (std::size_t i = at + size; i < tokens_.size(); ++i)
        refers |= phrase(EditCue::those, i) > 0;
    const ColumnId moment = seed().moment != nothing
                                ? seed().moment
                                : (entity() == nothing ? nothing : model_.table(entity()).moment);
    if (!refers || moment == nothing) return false;
    // A named date (`when were they hired?`) is found as a column.
    const std::vector<Span> spans = find_spans(tokens_, model_, now_);
    for (const Span& span : spans) {
        for (const Link& link : span.links) {
            if (link.kind == SpanKind::column && model_.column(link.id).kind == Kind::moment &&
                link.weight > 0.5)
                return false;
        }
    }
    note(model_.column(moment).name, at, at + size);
    spend(0, tokens_.size());
    made_.refers = made_.fragment = true;
    std::vector<Item> found;
    found.push_back({attr(moment), ""});
    manner_.also = true;
    add_columns(std::move(found));
    return true;
}

/// `clear the date filter`, `for all years`, `remove the filters`.
bool EditTurn::read_dropped_time() {
    const bool drops = manner_.drop || manner_.whatever || manner_.exclude;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        const std::size_t size = phrase(EditCue::date, at);
        if (size == 0) continue;
        const std::string& word = tokens_[at].text;
        const bool every = word == "all" || word == "any" || word == "every" || word == "ever";
        bool alone = true;
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            alone &= (i >= at && i < at + size) || empty(i) || phrase(EditCue::filters, i) > 0 ||
                     phrase(EditCue::those, i) > 0;
        if (!alone || (!every && !drops)) continue;
        if (!drop_time()) continue;
        note("any time", at, at + size);
        spend(0, tokens_.size());
        made_.refers = made_.fragment = true;
        return true;
    }
    if (!manner_.drop) return false;
    const bool filters = take_anywhere(EditCue::filters);
    if (!filters) return false;
    made_.refers = made_.fragment = true;
    (void)take_anywhere(EditCue::those);
    if (!all_spent()) return false;
    rows().where.clear();
    return true;
}

}  // namespace parlance::engine
