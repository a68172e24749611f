#include "engine/edit_turn.hpp"

#include "engine/edit_conditions.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

constexpr std::size_t choices_max = 6;

bool is_mark(const Token& token) {
    return token.kind == TokenKind::mark;
}

}  // namespace

bool is_measure(const Term& term) {
    if (term.kind == TermKind::share || term.kind == TermKind::running ||
        term.kind == TermKind::growth)
        return true;
    return has_aggregate(term);
}

std::size_t EditTurn::phrase(EditCue cue, std::size_t at) const {
    const EditPhrase* found = EditLexicon::english().find(cue, tokens_, at);
    if (found == nullptr) return 0;
    for (std::size_t i = 0; i < found->words.size(); ++i)
        if (spent_[at + i]) return 0;
    return found->words.size();
}

void EditTurn::spend(std::size_t at, std::size_t count) {
    for (std::size_t i = at; i < at + count && i < spent_.size(); ++i)
        spent_[i] = true;
}

std::size_t EditTurn::take(EditCue cue, std::size_t at) {
    const std::size_t size = phrase(cue, at);
    spend(at, size);
    return size;
}

bool EditTurn::take_anywhere(EditCue cue) {
    bool taken = false;
    for (std::size_t at = 0; at < tokens_.size(); ++at)
        taken |= take(cue, at) > 0;
    return taken;
}

/// A token that says nothing by itself.
bool EditTurn::empty(std::size_t at) const {
    return spent_[at] || is_mark(tokens_[at]) || phrase(EditCue::little, at) > 0;
}

bool EditTurn::all_spent() const {
    for (std::size_t at = 0; at < tokens_.size(); ++at)
        if (!empty(at)) return false;
    return true;
}

void EditTurn::note(const std::string& became, std::size_t begin, std::size_t end) {
    if (end <= begin || end > tokens_.size()) return;
    const std::size_t from = tokens_[begin].begin;
    const std::size_t to = tokens_[end - 1].end;
    made_.provenance.push_back(
        {.begin = from,
         .end = to,
         .words = text_.substr(from, to - from),
         .became = became,
         .because = "word of refinement"}
    );
}

/// The instruction with blanks for what has been taken, so that places in it stay true.
std::string EditTurn::rest() const {
    std::string text = text_;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        if (!spent_[at]) continue;
        for (std::size_t i = tokens_[at].begin; i < tokens_[at].end; ++i)
            text[i] = ' ';
    }
    return text;
}

/// Words that say how the rest is meant, at the beginning.
bool EditTurn::read_head(std::size_t at) {
    struct Head {
        EditCue cue;
        bool Manner::* flag;
    };
    constexpr Head heads[] = {
        {EditCue::about, &Manner::about},
        {EditCue::and_, &Manner::and_},
        {EditCue::add, &Manner::add},
        {EditCue::only, &Manner::only},
        {EditCue::exclude, &Manner::exclude},
        {EditCue::drop, &Manner::drop},
        {EditCue::whatever, &Manner::whatever},
        {EditCue::compare, &Manner::compare},
        {EditCue::show, &Manner::show},
        {EditCue::split, &Manner::split},
        {EditCue::measured, &Manner::measured},
        {EditCue::also, &Manner::also},
        {EditCue::instead, &Manner::instead},
    };
    const Head* best = nullptr;
    std::size_t size = 0;
    for (const Head& head : heads) {
        const std::size_t found = phrase(head.cue, at);
        if (found > size) size = found, best = &head;
    }
    if (best == nullptr || phrase(EditCue::sort, at) >= size ||
        phrase(EditCue::unlimited, at) >= size || phrase(EditCue::count_them, at) > size)
        return false;
    if (best->cue == EditCue::drop && manner_.exclude) return false;
    manner_.*(best->flag) = true;
    // `without` may also be about what is not there: the fragment decides (see exclude)
    const bool shows = best->cue == EditCue::show || best->cue == EditCue::split;
    if (!shows) note("", at, at);
    if (best->cue != EditCue::split) spend(at, size);
    if (best->cue != EditCue::show) made_.begins = true;
    return best->cue != EditCue::split;
}

void EditTurn::refer() {
    constexpr std::string_view verbs[] = {
        "is",
        "are",
        "was",
        "were",
        "have",
        "has",
        "had",
        "did",
        "do",
        "does",
        "can",
        "cost",
        "costs"
    };
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        const std::size_t size = phrase(EditCue::those, at);
        if (size == 0) continue;
        const bool clause = size == 1 && tokens_[at].text == "that" && at + 1 < tokens_.size() &&
                            std::ranges::find(verbs, tokens_[at + 1].text) != std::end(verbs);
        const bool ends = at + size >= tokens_.size() || is_mark(tokens_[at + size]);
        // `this year`, `that month`: a time, not a reference
        const bool dated =
            at + size < tokens_.size() && grain_named(tokens_[at + size].text) != Grain::none;
        const bool us = tokens_[at].text == "it" && tokens_[at].raw == "IT";
        if (clause || dated || us) {
            made_.begins |= clause && at == 0;
            continue;
        }
        (void)ends;
        made_.refers = true;
        spend(at, size);
        at += size - 1;
    }
}

void EditTurn::read_manner() {
    manner_.asked = !tokens_.empty() && tokens_.back().text == "?";
    std::size_t at = 0;
    while (at < tokens_.size()) {
        if (spent_[at] || is_mark(tokens_[at])) {
            ++at;
            continue;
        }
        if (!read_head(at)) break;
    }
    manner_.question = at < tokens_.size() && phrase(EditCue::question, at) > 0;
    manner_.regroup = at < tokens_.size() && phrase(EditCue::regroup, at) > 0;
    made_.begins |= manner_.regroup;
    made_.narrows = manner_.only || manner_.exclude || manner_.drop || manner_.whatever ||
                    manner_.regroup || manner_.split;
    for (std::size_t i = at; i < tokens_.size(); ++i) {
        const bool last = i + 1 >= tokens_.size() || is_mark(tokens_[i + 1]);
        if (const std::size_t size = take(EditCue::instead, i); size > 0)
            manner_.instead = true, made_.refers = true;
        const std::size_t also = phrase(EditCue::also, i);
        if (also > 0 && (i == at || i + also >= tokens_.size() || is_mark(tokens_[i + also]))) {
            spend(i, also);
            manner_.also = made_.refers = true;
        }
        if (last && take(EditCue::only, i) > 0) manner_.only = true, made_.begins = true;
    }
}

std::optional<Edited> EditTurn::run() {
    read_chart();
    if (!all_spent()) begin();
    settle();
    const bool changed = query_ != before_ || !made_.chart.empty() || already_;
    if (failed_ || !changed) return std::nullopt;
    made_.query = std::move(query_);
    return std::move(made_);
}

void EditTurn::begin() {
    if (read_list()) return;
    if (read_counting() || read_window() || read_overall()) return;
    read_manner();
    if (read_dropped_time() && all_spent()) return;
    read_direction();
    if (shift_time() && all_spent()) return;
    if (read_limit() && all_spent()) return;
    if (read_extreme()) return;
    if (read_columns() && all_spent()) return;
    if (read_when() && all_spent()) return;
    if (read_age() && all_spent()) return;
    refer();
    if (read_bare_aggregate()) return;
    if (read_bare_comparison() && all_spent()) return;
    if (all_spent()) {
        if (manner_.sort || descending_)
            sort_by_default();
        else if ((manner_.show || manner_.question) && made_.refers)
            show_rows();
        return;
    }
    read_fragment();
    apply_fragment();
}

/// Reads what is left as a fragment of a question, in the light of what was spoken of.
void EditTurn::read_fragment() {
    left_text_ = rest();
    if (manner_.split) {
        // `break that down by`: the reader knows `by`
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            const std::size_t size = phrase(EditCue::split, at);
            if (size == 0) continue;
            const std::size_t begin = tokens_[at].begin;
            const std::size_t end = tokens_[at + size - 1].end;
            left_text_.replace(begin, end - begin, std::string(end - begin - 2, ' ') + "by");
            break;
        }
    }
    left_ = tokenize(left_text_);
    const std::vector<Span> spans = find_spans(left_, model_, now_);
    const std::vector<TableId> known = tables();
    double best = -1e9;
    for (Choice& choice : choose(spans, left_, model_, choices_max, context())) {
        double weakest = 1;
        for (const Piece& piece : choice.pieces)
            if (!piece.link.via.empty()) weakest = std::min(weakest, piece.link.weight);
        TableId about = nothing;
        for (const Piece& piece : choice.pieces)
            if (about == nothing && piece.kind == SpanKind::table) about = piece.link.id;
        const bool strange = std::ranges::any_of(choice.pieces, [&](const Piece& piece) {
            return piece.kind == SpanKind::column &&
                   std::ranges::find(known, model_.column(piece.link.id).table) == known.end();
        });
        Fragment read =
            Reader(left_text_, left_, model_, now_, std::move(choice.pieces)).run_fragment(seed());
        const double score = choice.score + read.draft.score;
        if (score <= best) continue;
        best = score;
        fragment_ = std::move(read);
        made_.weakest_link = weakest;
        made_.about = about;
        made_.strange = strange;
    }
    made_.fragment = made_.about == nothing;
    made_.unexplained = fragment_.draft.unexplained;
    made_.assumptions = fragment_.draft.assumptions;
    for (Provenance& part : fragment_.draft.provenance)
        made_.provenance.push_back(std::move(part));
}

void EditTurn::apply_fragment() {
    if (query_.source && (!fragment_.measures.empty() || !fragment_.draft.query.group.empty() ||
                          !fragment_.draft.query.select.empty())) {
        failed_ = true;
        return;
    }
    apply_conditions();
    apply_groups();
    apply_order();
    apply_measures();
    apply_columns();
}

/// What the edits left behind: an order by what is not there, a subject that nothing needs.
void EditTurn::settle() {
    if (query_.group.empty()) {
        const bool measures = std::ranges::any_of(query_.select, [](const Item& item) {
            return has_aggregate(item.term);
        });
        const bool plain = std::ranges::any_of(query_.select, [](const Item& item) {
            return item.term.kind == TermKind::attr;
        });
        if (measures && !plain) {
            query_.order.clear();
            if (!query_.source) query_.limit.reset();
            query_.limit_per.clear();
        }
        if (!measures) return;
    }
    if (query_.group.empty() || query_.source) return;
    std::erase_if(query_.order, [&](const Sort& sort) {
        if (sort.term.kind != TermKind::attr) return false;
        const bool grouped =
            std::ranges::find(query_.group, sort.term.attr) != query_.group.end() ||
            std::ranges::any_of(query_.select, [&](const Item& item) {
                return item.term == sort.term;
            });
        return !grouped && std::ranges::any_of(query_.select, [](const Item& item) {
            return has_aggregate(item.term);
        });
    });
}

}  // namespace parlance::engine
