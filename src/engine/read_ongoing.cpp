#include "engine/reader.hpp"

#include <algorithm>

/// `still running`, `upcoming events`, `have left`: what a date says about now.
namespace parlance::engine {

/// `unfinished orders`, `projects that have ended`: whether the date of it is there, or past.
bool Reader::read_ended(std::size_t at) {
    if (!open(at, SpanKind::column)) return false;
    const ColumnId id = pieces_[at].link.id;
    const bool loose = column(id).kind == Kind::foreign && pieces_[at].link.negated;
    if (column(id).kind != Kind::moment && !loose) return false;
    const std::string& word = tokens_[pieces_[at].begin].text;
    if (pieces_[at].link.negated) {
        Pred pred = is_null(attr(id));
        use(at, text_of(pred, model_), "not yet");
        condition(std::move(pred));
        return true;
    }
    const std::size_t before = previous(at);
    const bool told = is(before, Cue::clause) || is(before, Cue::have) || is(before, Cue::who);
    const bool alone = next(at) >= pieces_.size() || tokens_[pieces_[next(at)].begin].text == "?";
    const bool participle = word.ends_with("ed") || Lexicon::english().listed("participles", word);
    if (!participle || !told || !alone || column(id).table != query_.subject) return false;
    const bool may_come = word == "ended" || word == "expired";
    Pred pred = may_come || !column(id).nullable
                    ? compare(attr(id), Compare::less, literal(TermKind::moment, today()))
                    : is_null(attr(id), true);
    use(at, text_of(pred, model_), "has happened");
    condition(std::move(pred));
    return true;
}

/// `upcoming events`, `expired licences`: before or after today.
void Reader::read_temporal_adjectives() {
    for (std::size_t at = 0; at + 1 < pieces_.size(); ++at) {
        const std::string& word = tokens_[pieces_[at].begin].text;
        const bool later = word == "upcoming" || word == "future" || word == "scheduled";
        const bool earlier = word == "past" || word == "expired";
        const bool plain = open(at, SpanKind::word) || open(at, SpanKind::gradable);
        if ((!later && !earlier) || !plain || !is(next(at), SpanKind::table)) continue;
        const TableId table = pieces_[next(at)].link.id;
        ColumnId moment = model_.table(table).moment;
        for (const ColumnId id : model_.table(table).columns) {
            const bool expiry = word == "expired" && says_one_of(column(id), "ending");
            if (column(id).kind == Kind::moment && expiry) moment = id;
        }
        if (moment == nothing) continue;
        Pred pred = compare(
            attr(moment),
            later ? Compare::greater_equal : Compare::less,
            literal(TermKind::moment, today())
        );
        use(at, text_of(pred, model_), "against today");
        condition(std::move(pred));
    }
}

/// `campaigns that are still running`: nothing in the date of their end.
bool Reader::read_still_open(std::size_t at) {
    const std::size_t token = pieces_[at].begin;
    const bool linked = is(at, SpanKind::value) || is(at, SpanKind::column);
    if (linked || pieces_[at].used || token == 0 || query_.subject == nothing ||
        !Lexicon::english().listed("ongoing", tokens_[token].text))
        return false;
    const std::string& before = tokens_[token - 1].text;
    if (before != "still" && before != "currently" && before != "presently") return false;
    const auto stretch = stretch_of(query_.subject);
    if (!stretch || !column(stretch->end).nullable) return false;
    Pred pred = is_null(attr(stretch->end));
    use(at, text_of(pred, model_), "has no end yet");
    condition(std::move(pred));
    return true;
}

/// `patients that are still admitted`: what has begun and has no end.
bool Reader::read_ongoing() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (is(at, Cue::share) && !pieces_[at].used) return false;  // it says what is counted
        if (read_ended(at)) continue;
        if (read_still_open(at)) return true;
        const ColumnId begun = open(at, SpanKind::column) ? moment_meant(at) : nothing;
        if (begun == nothing || pieces_[at].begin == 0) continue;
        const std::string& before = tokens_[pieces_[at].begin - 1].text;
        if (before != "still" && before != "currently" && before != "presently") continue;
        const auto stretch = stretch_of(column(begun).table);
        if (!stretch || stretch->end == begun || !column(stretch->end).nullable) continue;
        Pred pred = is_null(attr(stretch->end));
        if (column(begun).table != query_.subject && query_.subject != nothing)
            pred = exists(column(begun).table, {std::move(pred)});
        use(at, text_of(pred, model_), "has no end yet");
        condition(std::move(pred));
        return true;
    }
    return false;
}

}  // namespace parlance::engine
