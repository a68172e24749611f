#include "engine/edit_conditions.hpp"
#include "engine/edit_turn.hpp"

#include <algorithm>

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

}  // namespace

/// `more than 8`, `under 150 instead`, `only countries with more than 2`.
bool EditTurn::read_bare_comparison() {
    const std::vector<Token> tokens = tokenize(rest());
    const std::vector<Span> spans = find_spans(tokens, model_, now_);
    std::optional<Compare> op;
    std::optional<double> value;
    bool group_named = false;
    for (const Span& span : spans) {
        const bool cue = span.kind == SpanKind::cue;
        if (cue && comparing(span.cue) &&
            (!op || span.cue == Cue::or_more || span.cue == Cue::or_less)) {
            op = comparing(span.cue);
            continue;
        }
        if (span.kind == SpanKind::number && !value) {
            value = span.number;
            continue;
        }
        if (span.kind == SpanKind::time && op && !value && span.end == span.begin + 1 &&
            tokens[span.begin].kind == TokenKind::number) {
            value = tokens[span.begin].number;
            continue;
        }
        const bool grouped = std::ranges::any_of(span.links, [&](const Link& link) {
            return std::ranges::any_of(query_.group, [&](const Attr& attr) {
                return attr.column >= 0 &&
                       ((link.kind == SpanKind::column && link.id == attr.column) ||
                        (link.kind == SpanKind::table && link.id == model_.column(attr.column).table
                        ));
            });
        });
        if (grouped && !op) {
            group_named = true;
            continue;
        }
        const Token& token = tokens[span.begin];
        const bool nothing_said =
            token.kind == TokenKind::mark ||
            (span.kind == SpanKind::word && Lexicon::english().stop_word(token.text)) ||
            (cue && (span.cue == Cue::filler || span.cue == Cue::their || span.cue == Cue::have ||
                     span.cue == Cue::clause || span.cue == Cue::in || span.cue == Cue::of ||
                     span.cue == Cue::who || span.cue == Cue::which));
        if (!nothing_said) return false;
    }
    if (!op || !value) return false;
    Pred* found = nullptr;
    const auto seek = [&](std::vector<Pred>& list) {
        for (Pred& pred : list) {
            const bool numeric = pred.kind == PredKind::compare && pred.terms.size() == 2 &&
                                 pred.terms[1].kind == TermKind::number;
            const bool measured = numeric && has_aggregate(pred.terms[0]);
            if (numeric && (found == nullptr || measured)) found = &pred;
        }
    };
    if (!group_named) each_list(rows().where, seek);
    std::optional<Term> left;
    if (found != nullptr) left = found->terms[0];
    if (!left) left = first_measure();
    // The only figure of a list.
    std::size_t figures = 0;
    for (const Item& item : query_.select) {
        const bool figure = item.term.kind == TermKind::attr && item.term.attr.column >= 0 &&
                            model_.column(item.term.attr.column).kind == Kind::number;
        figures += figure ? 1 : 0;
        if (figure && !left) left = item.term;
    }
    if (!left || (found == nullptr && !first_measure() && figures != 1)) return false;
    if (left->kind == TermKind::share || left->kind == TermKind::running ||
        left->kind == TermKind::growth)
        left = left->args.front();
    spend(0, tokens_.size());
    made_.fragment = made_.refers = true;
    Pred fresh = compare(*left, *op, number(*value));
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
