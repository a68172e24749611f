#include "engine/reader.hpp"

#include <algorithm>

namespace parlance::engine {

Draft Reader::run() {
    find_subject();
    read_patterns();
    read_absence();
    read_comparisons();
    read_shares();
    read_superlatives();
    read_counts();
    read_aggregates();
    read_grouping();
    read_order();
    read_states();
    read_values();
    read_times();
    read_metrics();
    read_flags();
    read_projection();
    finish();
    find_unexplained();
    return std::move(draft_);
}

bool Reader::is(std::size_t at, Cue cue) const {
    return at < pieces_.size() && pieces_[at].kind == SpanKind::cue && pieces_[at].cue == cue;
}

bool Reader::is(std::size_t at, SpanKind kind) const {
    return at < pieces_.size() && pieces_[at].kind == kind;
}

bool Reader::little(std::size_t at) const {
    return is(at, Cue::filler) || is(at, Cue::their) || is(at, Cue::all) || is(at, Cue::of);
}

std::size_t Reader::next(std::size_t at) const {
    ++at;
    while (little(at))
        ++at;
    return std::min(at, pieces_.size());
}

std::size_t Reader::previous(std::size_t at) const {
    while (at > 0) {
        --at;
        if (!little(at)) return at;
    }
    return pieces_.size();
}

std::string Reader::words(std::size_t at) const {
    const Piece& piece = pieces_[at];
    const std::size_t begin = tokens_[piece.begin].begin;
    return question_.substr(begin, tokens_[piece.end - 1].end - begin);
}

std::string Reader::name(ColumnId id) const {
    const ColumnModel& found = column(id);
    return model_.table(found.table).name + "." + found.name;
}

void Reader::use(std::size_t at, const std::string& became, const std::string& because) {
    pieces_[at].used = true;
    if (became.empty()) return;
    const Piece& piece = pieces_[at];
    draft_.provenance.push_back(
        {.begin = tokens_[piece.begin].begin,
         .end = tokens_[piece.end - 1].end,
         .words = words(at),
         .became = became,
         .because = because}
    );
}

void Reader::assume(std::string code, std::string text) {
    const auto same = [&](const Assumption& known) { return known.text == text; };
    if (std::ranges::none_of(draft_.assumptions, same)) {
        draft_.assumptions.push_back({std::move(code), std::move(text)});
    }
}

/// The rows that the question is about: the first table that is not merely grouped by, compared
/// with or denied.
void Reader::find_subject() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (!is(at, SpanKind::table)) continue;
        std::size_t before = previous(at);
        while (is(before, SpanKind::value) || is(before, Cue::distinct))
            before = previous(before);
        if (is(before, Cue::by) || is(before, Cue::each) || is(before, Cue::without)) continue;
        query_.subject = pieces_[at].link.id;
        return;
    }
    for (const SpanKind kind : {SpanKind::column, SpanKind::metric, SpanKind::value}) {
        for (const Piece& piece : pieces_) {
            if (piece.kind != kind || piece.link.id == nothing) continue;
            query_.subject = kind == SpanKind::metric
                                 ? model_.metrics()[static_cast<std::size_t>(piece.link.id)].table
                                 : column(piece.link.id).table;
            return;
        }
    }
    for (const Piece& piece : pieces_) {
        if (piece.kind == SpanKind::table) query_.subject = piece.link.id;
    }
}

/// Content words that no part of the query comes from.
void Reader::find_unexplained() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const Piece& piece = pieces_[at];
        if (piece.used) continue;
        const bool content = piece.kind == SpanKind::word || piece.kind == SpanKind::value ||
                             piece.kind == SpanKind::number || piece.kind == SpanKind::time ||
                             piece.kind == SpanKind::metric || piece.kind == SpanKind::column;
        if (!content) {
            const bool operator_cue =
                piece.kind == SpanKind::gradable ||
                (piece.kind == SpanKind::cue &&
                 (piece.cue == Cue::more || piece.cue == Cue::less || piece.cue == Cue::never ||
                  piece.cue == Cue::negation || piece.cue == Cue::without || piece.cue == Cue::no ||
                  piece.cue == Cue::most || piece.cue == Cue::least || piece.cue == Cue::highest ||
                  piece.cue == Cue::lowest || piece.cue == Cue::both || piece.cue == Cue::except ||
                  piece.cue == Cue::growth || piece.cue == Cue::running ||
                  piece.cue == Cue::share || piece.cue == Cue::at_least ||
                  piece.cue == Cue::at_most));
            if (operator_cue) draft_.score -= 0.7, draft_.unexplained.push_back(words(at));
            continue;
        }
        const Token& first = tokens_[piece.begin];
        if (first.kind == TokenKind::mark ||
            (piece.kind == SpanKind::word && Lexicon::english().stop_word(first.text)))
            continue;
        draft_.unexplained.push_back(words(at));
        draft_.score -= piece.kind == SpanKind::word ? 0.4 : 0.8;
    }
}

}  // namespace parlance::engine
