#include "engine/edit_conditions.hpp"
#include "engine/edit_turn.hpp"

#include <algorithm>
#include <array>

/// The passes over words that change a figure: what is counted, how it is summed up, its bounds.
namespace parlance::engine {
namespace {

std::optional<Compare> comparing(Cue cue) {
    switch (cue) {
        case Cue::more:
            return Compare::greater;
        case Cue::less:
            return Compare::less;
        case Cue::at_least:
        case Cue::or_more:
            return Compare::greater_equal;
        case Cue::at_most:
        case Cue::or_less:
            return Compare::less_equal;
        case Cue::equal:
            return Compare::equal;
        default:
            return std::nullopt;
    }
}

/// What a bare comparison says, as far as it was read.
struct Bare {
    std::optional<Compare> op;
    std::optional<double> value;
    bool group_named = false;
};

/// Takes a span that is a part of a comparison.
bool takes(Bare& bare, const Span& span, const Token& token) {
    const bool exact = span.cue == Cue::or_more || span.cue == Cue::or_less;
    if (span.kind == SpanKind::cue && comparing(span.cue) && (!bare.op || exact)) {
        bare.op = comparing(span.cue);
        return true;
    }
    if (bare.value) return false;
    if (span.kind == SpanKind::number) {
        bare.value = span.number;
        return true;
    }
    const bool year = span.kind == SpanKind::time && span.end == span.begin + 1 &&
                      token.kind == TokenKind::number;
    if (year && bare.op) bare.value = token.number;
    return year && bare.op;
}

/// Whether a span names what the rows are grouped by.
bool names_group(const Span& span, const Qir& query, const Model& model) {
    const auto means = [&](const Link& link, const Attr& attr) {
        if (attr.column < 0) return false;
        if (link.kind == SpanKind::column) return link.id == attr.column;
        return link.kind == SpanKind::table && link.id == model.column(attr.column).table;
    };
    return std::ranges::any_of(span.links, [&](const Link& link) {
        return std::ranges::any_of(query.group, [&](const Attr& attr) {
            return means(link, attr);
        });
    });
}

bool says_nothing(const Span& span, const Token& token) {
    constexpr std::array fillers{
        Cue::filler, Cue::their, Cue::have, Cue::clause, Cue::in, Cue::of, Cue::who, Cue::which
    };
    if (token.kind == TokenKind::mark) return true;
    if (span.kind == SpanKind::word) return Lexicon::english().stop_word(token.text);
    return span.kind == SpanKind::cue && std::ranges::find(fillers, span.cue) != fillers.end();
}

/// A comparison with a number, one of a figure before others.
Pred* compared(std::vector<Pred>& where) {
    Pred* found = nullptr;
    each_list(where, [&](std::vector<Pred>& list) {
        for (Pred& pred : list) {
            const bool numeric = pred.kind == PredKind::compare && pred.terms.size() == 2 &&
                                 pred.terms[1].kind == TermKind::number;
            if (numeric && (found == nullptr || has_aggregate(pred.terms[0]))) found = &pred;
        }
    });
    return found;
}

/// What is compared is the figure itself, not its share or growth.
Term plain_figure(Term term) {
    const bool made_of_another = term.kind == TermKind::share || term.kind == TermKind::running ||
                                 term.kind == TermKind::growth;
    return made_of_another ? Term(term.args.front()) : term;
}

}  // namespace

/// The only figure of a list.
std::optional<Term> EditTurn::only_figure() const {
    std::optional<Term> only;
    for (const Item& item : query_.select) {
        const bool figure = item.term.kind == TermKind::attr && item.term.attr.column >= 0 &&
                            model_.column(item.term.attr.column).kind == Kind::number;
        if (!figure) continue;
        if (only) return std::nullopt;
        only = item.term;
    }
    return only;
}

/// `more than 8`, `under 150 instead`, `only countries with more than 2`.
bool EditTurn::read_bare_comparison() {
    const std::vector<Token> tokens = tokenize(rest());
    Bare bare;
    for (const Span& span : find_spans(tokens, model_, now_)) {
        const Token& token = tokens[span.begin];
        if (takes(bare, span, token)) continue;
        if (!bare.op && names_group(span, query_, model_))
            bare.group_named = true;
        else if (!says_nothing(span, token))
            return false;
    }
    if (!bare.op || !bare.value) return false;
    const Pred* known = bare.group_named ? nullptr : compared(rows().where);
    std::optional<Term> left = known != nullptr ? known->terms[0] : first_measure();
    if (!left) left = only_figure();
    if (!left) return false;
    spend(0, tokens_.size());
    made_.fragment = made_.refers = true;
    Pred fresh = compare(plain_figure(*std::move(left)), *bare.op, number(*bare.value));
    if (manner_.exclude) fresh = opposite(std::move(fresh));
    note(text_of(fresh, model_), 0, tokens_.size());
    std::vector<Pred> list;
    list.push_back(std::move(fresh));
    place(std::move(list));
    return true;
}

/// `how many are there?`, `count them instead`.
bool EditTurn::read_counting() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        const std::size_t size = phrase(EditCue::count_them, at);
        if (size == 0) continue;
        bool alone = true;
        bool instead = false;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const bool inside = i >= at && i < at + size;
            const std::size_t swap = phrase(EditCue::instead, i);
            instead |= swap > 0;
            alone &= inside || empty(i) || swap > 0 || phrase(EditCue::about, i) > 0 ||
                     phrase(EditCue::and_, i) > 0 || phrase(EditCue::those, i) > 0 ||
                     phrase(EditCue::show, i) > 0 || phrase(EditCue::rows, i) > 0;
        }
        if (!alone) continue;
        spend(0, tokens_.size());
        made_.refers = made_.fragment = true;
        note("count", at, at + size);
        const bool measured = !query_.group.empty() && first_measure();
        if (measured && (instead || tokens_[at].text == "count")) {
            std::vector<Item> fresh;
            std::vector<Attr> attrs;
            std::vector<TableId> tables;
            collect(*first_measure(), attrs, tables);
            for (const Attr& attr : attrs)
                if (attr.column >= 0) tables.push_back(model_.column(attr.column).table);
            const TableId finest_table = query_.subject;
            const bool inside = std::ranges::find(tables, finest_table) != tables.end();
            fresh.push_back({count_of(inside || tables.empty() ? finest_table : tables[0]), ""});
            replace_measures(std::move(fresh));
            return true;
        }
        std::vector<Item> fresh;
        fresh.push_back({count_of(nothing), ""});
        pivot(std::move(fresh));
        return true;
    }
    return false;
}

/// `show percentages instead`, `as a running total`, `show the growth`.
bool EditTurn::read_window() {
    struct Kind {
        EditCue cue;
        TermKind kind;
        const char* label;
    };
    constexpr Kind kinds[] = {
        {EditCue::share, TermKind::share, "share"},
        {EditCue::running, TermKind::running, "running_total"},
        {EditCue::growth, TermKind::growth, "growth"},
    };
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        for (const Kind& kind : kinds) {
            const std::size_t size = phrase(kind.cue, at);
            if (size == 0 || query_.group.empty() || query_.source || !first_measure()) continue;
            bool alone = true;
            bool instead = false;
            for (std::size_t i = 0; i < tokens_.size(); ++i) {
                const bool inside = i >= at && i < at + size;
                instead |= phrase(EditCue::instead, i) > 0;
                alone &= inside || empty(i) || phrase(EditCue::instead, i) > 0 ||
                         phrase(EditCue::also, i) > 0 || phrase(EditCue::show, i) > 0 ||
                         phrase(EditCue::and_, i) > 0 || phrase(EditCue::add, i) > 0 ||
                         phrase(EditCue::about, i) > 0 || phrase(EditCue::those, i) > 0 ||
                         phrase(EditCue::measured, i) > 0;
            }
            if (!alone) continue;
            Term base = *first_measure();
            if (base.kind == TermKind::share || base.kind == TermKind::running ||
                base.kind == TermKind::growth)
                base = Term(base.args.front());
            std::vector<Item> fresh;
            fresh.push_back({wrapped(kind.kind, base), kind.label});
            note(kind.label, at, at + size);
            spend(0, tokens_.size());
            made_.refers = made_.fragment = true;
            if (kind.kind != TermKind::share) order_by_time();
            if (instead)
                replace_measures(std::move(fresh));
            else
                query_.select.push_back(std::move(fresh.front()));
            return true;
        }
    }
    return false;
}

/// `in total`: one figure instead of one for each group.
bool EditTurn::read_overall() {
    if (query_.group.empty() || query_.source || !first_measure()) return false;
    std::size_t found = 0;
    for (std::size_t at = 0; at < tokens_.size();) {
        std::size_t size = phrase(EditCue::overall, at);
        found += size > 0 ? 1 : 0;
        for (const EditCue cue :
             {EditCue::and_,
              EditCue::about,
              EditCue::show,
              EditCue::those,
              EditCue::instead,
              EditCue::only,
              EditCue::question})
            size = std::max(size, phrase(cue, at));
        if (size == 0 && !empty(at)) return false;
        at += std::max<std::size_t>(size, 1);
    }
    if (found == 0) return false;
    note("all together", 0, tokens_.size());
    spend(0, tokens_.size());
    made_.refers = made_.fragment = true;
    drop_groups();
    query_.order.clear();
    query_.limit.reset();
    return true;
}

/// `use the median`: of what was averaged before.
bool EditTurn::read_bare_aggregate() {
    const std::vector<Token> tokens = tokenize(rest());
    const std::vector<Span> spans = find_spans(tokens, model_, now_);
    std::optional<Aggregate> of;
    for (const Span& span : spans) {
        if (span.kind != SpanKind::cue) {
            const Token& token = tokens[span.begin];
            const bool nothing_said =
                token.kind == TokenKind::mark || Lexicon::english().stop_word(token.text);
            if (span.kind != SpanKind::word || !nothing_said) return false;
            continue;
        }
        switch (span.cue) {
            case Cue::sum:
                of = Aggregate::sum;
                break;
            case Cue::average:
                of = Aggregate::average;
                break;
            case Cue::minimum:
            case Cue::lowest:
                of = Aggregate::minimum;
                break;
            case Cue::maximum:
            case Cue::highest:
                of = Aggregate::maximum;
                break;
            case Cue::median:
                of = Aggregate::median;
                break;
            case Cue::filler:
            case Cue::their:
            case Cue::of:
            case Cue::in:
            case Cue::imperative:
            case Cue::which:
            case Cue::all:
            case Cue::clause:
                break;
            default:
                return false;
        }
    }
    const auto measure = first_measure();
    if (!of || !measure || measure->kind != TermKind::aggregate || measure->args.empty() ||
        measure->aggregate == Aggregate::count)
        return false;
    Term fresh = *measure;
    fresh.aggregate = *of;
    fresh.distinct = false;
    spend(0, tokens_.size());
    note(text_of(fresh, model_), 0, tokens_.size());
    made_.refers = made_.fragment = true;
    std::vector<Item> items;
    items.push_back({std::move(fresh), ""});
    if (manner_.joins())
        query_.select.push_back(std::move(items.front()));
    else
        replace_measures(std::move(items));
    return true;
}

}  // namespace parlance::engine
