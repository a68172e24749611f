#include "engine/reader.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace parlance::engine {

Draft Reader::run() {
    if (auto either = run_alternatives()) return std::move(*either);
    find_subject();
    find_person();
    read_clauses();
    finish();
    prefer_keys();
    find_unexplained();
    return std::move(draft_);
}

std::optional<Draft> Reader::run_alternatives() const {
    for (std::size_t at = 1; at + 1 < pieces_.size(); ++at) {
        const std::size_t second = next(at);
        if (!is(at, Cue::disjunction) || !is(second, SpanKind::table)) continue;
        const auto same = [&](const Piece& piece) {
            return piece.kind == SpanKind::table && piece.link.id == pieces_[second].link.id;
        };
        const auto middle = pieces_.begin() + static_cast<std::ptrdiff_t>(at);
        if (std::ranges::none_of(pieces_.begin(), middle, same) || second + 1 >= pieces_.size())
            continue;
        Draft left =
            Reader(question_, tokens_, model_, now_, {pieces_.begin(), middle}, without_).run();
        Draft right =
            Reader(question_, tokens_, model_, now_, {middle + 1, pieces_.end()}, without_).run();
        Qir without = right.query;
        without.where = left.query.where;
        const bool plain = left.complete && right.complete && without == left.query &&
                           left.query.group.empty() && left.query.order.empty();
        if (!plain || left.query.where.empty() || right.query.where.empty()) return std::nullopt;
        left.query.where = {
            any_of({all_of(std::move(left.query.where)), all_of(std::move(right.query.where))})
        };
        left.score += right.score;
        std::ranges::move(right.provenance, std::back_inserter(left.provenance));
        std::ranges::move(right.assumptions, std::back_inserter(left.assumptions));
        std::ranges::move(right.unexplained, std::back_inserter(left.unexplained));
        return left;
    }
    return std::nullopt;
}

void Reader::read_clauses() {
    read_patterns();
    read_states();
    read_filters();
    read_pairs();
    read_absence();
    read_durations();
    read_roles();
    read_comparisons();
    read_shares();
    read_average_per();
    read_superlatives();
    read_counts();
    read_aggregates();
    read_amounts();
    sum_asked();
    read_grouping();
    read_order();
    read_values();
    read_comparing();
    read_times();
    read_metrics();
    read_windows();
    read_flags();
    sum_alone();
    read_projection();
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

/// Where two keys lead to the same table, the words decide: `parcels leaving from …`.
void Reader::prefer_keys() {
    const std::vector<Key>& keys = model_.keys();
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto id = static_cast<std::int32_t>(i);
        if (model_.parallels(id).size() == 1) continue;
        if (directed(keys[i])) query_.prefer.push_back(id);
        for (std::size_t at = 0; at < pieces_.size(); ++at) {
            if (!role_word(at, keys[i])) continue;
            query_.prefer.push_back(id);
            if (is(at, SpanKind::word))
                use(at, "by " + name(keys[i].columns.front().first), "role");
        }
    }
}

bool Reader::role_word(std::size_t at, const Key& key) const {
    const Token& token = tokens_[pieces_[at].begin];
    if (token.kind != TokenKind::word || Lexicon::english().stop_word(token.text)) return false;
    const std::vector<std::string>& synonyms = Lexicon::english().synonyms(token.stem);
    return std::ranges::any_of(split(key.role, ' '), [&](std::string_view word) {
        const std::string role = stem(word);
        const bool target = std::ranges::any_of(
            model_.table(key.to).words, [&](const std::string& one) { return stem(one) == role; }
        );
        return !target &&
               (role == token.stem || std::ranges::find(synonyms, role) != synonyms.end());
    });
}

bool Reader::measures_asked() const {
    return !measures_.empty() || superlative_ ||
           std::ranges::any_of(pieces_, [](const Piece& piece) {
               return piece.kind == SpanKind::metric;
           });
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

bool Reader::refused(std::string_view assumption) const {
    return std::ranges::find(without_, assumption) != without_.end();
}

/// The rows that the question is about: the first table that is not merely grouped by, compared
/// with or denied.
void Reader::find_subject() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        // `which cardiologists have treated patients`: a kind that stands for its rows
        const bool kind = is(at, SpanKind::value) && pieces_[at].plural_value(tokens_) &&
                          pieces_[at].link.id != nothing &&
                          column(pieces_[at].link.id).kind == Kind::category;
        if (kind && is(previous(at), Cue::which) && !is(next(at), SpanKind::table)) {
            query_.subject = column(pieces_[at].link.id).table;
            return;
        }
        if (!is(at, SpanKind::table)) continue;
        std::size_t before = previous(at);
        while (is(before, SpanKind::value) || is(before, Cue::distinct))
            before = previous(before);
        if (is(before, Cue::by) || is(before, Cue::each) || is(before, Cue::without)) continue;
        // `policy holders`: the last of the nouns is the head
        while (is(at + 1, SpanKind::table) && !tokens_[pieces_[at].end - 1].possessive &&
               pieces_[at].begin + 1 == pieces_[at].end && !pieces_[at].plural &&
               pieces_[at].link.weight < 1.05 &&
               model_.distance(pieces_[at].link.id, pieces_[at + 1].link.id) == 1) {
            use(at, model_.table(pieces_[at].link.id).name, "compound");
            ++at;
        }
        query_.subject = pieces_[at].link.id;
        return;
    }
    for (const bool columns : {true, false}) {
        for (const Piece& piece : pieces_) {
            const bool fits = columns
                                  ? piece.kind == SpanKind::column
                                  : piece.kind == SpanKind::metric || piece.kind == SpanKind::value;
            if (!fits || piece.link.id == nothing) continue;
            query_.subject = piece.kind == SpanKind::metric
                                 ? model_.metrics()[static_cast<std::size_t>(piece.link.id)].table
                                 : column(piece.link.id).table;
            return;
        }
    }
    for (const Piece& piece : pieces_) {
        if (piece.kind == SpanKind::table) query_.subject = piece.link.id;
    }
    for (const Piece& piece : pieces_) {
        if (piece.kind == SpanKind::filter && query_.subject == nothing)
            query_.subject = model_.filters()[static_cast<std::size_t>(piece.number)].table;
    }
}

/// A verb of a table that takes part: `inspected` of inspectors.
bool Reader::akin(std::size_t at) const {
    constexpr std::size_t shared = 5;
    const std::string& word = tokens_[pieces_[at].begin].text;
    if (word.size() < shared) return false;
    return std::ranges::any_of(pieces_, [&](const Piece& piece) {
        if (piece.kind != SpanKind::table || !piece.used) return false;
        const std::string& table = model_.table(piece.link.id).phrase;
        return table.substr(0, shared) == word.substr(0, shared);
    });
}

/// Cues that change what is asked for: left over, they were not understood.
bool Reader::changes_meaning(const Piece& piece) const {
    using enum Cue;
    constexpr std::array operators{
        more,
        less,
        never,
        negation,
        without,
        no,
        most,
        least,
        highest,
        lowest,
        both,
        except,
        growth,
        running,
        share,
        at_least,
        at_most
    };
    if (piece.kind == SpanKind::gradable) return true;
    if (piece.kind != SpanKind::cue) return false;
    if (piece.cue == compare) return query_.group.empty() && measures_.size() < 2;
    return std::ranges::find(operators, piece.cue) != operators.end();
}

/// Small words say nothing, but for those that bound a time.
bool Reader::says_nothing(const Piece& piece) const {
    const Token& first = tokens_[piece.begin];
    if (first.kind == TokenKind::mark) return true;
    return piece.kind == SpanKind::word && Lexicon::english().stop_word(first.text) &&
           !Lexicon::english().listed("time_bounds", first.text);
}

/// Content words that no part of the query comes from.
void Reader::find_unexplained() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        const Piece& piece = pieces_[at];
        if (piece.used) continue;
        const bool content = piece.kind == SpanKind::word || piece.kind == SpanKind::value ||
                             piece.kind == SpanKind::number || piece.kind == SpanKind::time ||
                             piece.kind == SpanKind::metric || piece.kind == SpanKind::column ||
                             piece.kind == SpanKind::filter;
        if (!content) {
            if (changes_meaning(piece))
                draft_.score -= 0.7, draft_.unexplained.push_back(words(at));
            continue;
        }
        if (piece.kind == SpanKind::word && akin(at)) continue;
        if (says_nothing(piece)) continue;
        draft_.unexplained.push_back(words(at));
        draft_.score -= piece.kind == SpanKind::word ? 0.4 : 0.8;
    }
}

}  // namespace parlance::engine
