#include "engine/edit_turn.hpp"

#include <algorithm>

/// What is shown, in which order, and how much of it.
namespace parlance::engine {
namespace {

/// Every reference of a count to the rows at hand becomes one to the subject's.
void count_rows_of(Term& term, TableId table) {
    if (term.kind == TermKind::aggregate && term.args.empty() && term.table == nothing)
        term.table = table;
    for (Term& arg : term.args)
        count_rows_of(arg, table);
}

}  // namespace

void tables_of(const Term& term, const Model& model, std::vector<TableId>& tables) {
    std::vector<Attr> attrs;
    collect(term, attrs, tables);
    for (const Attr& attr : attrs)
        if (attr.column >= 0) tables.push_back(model.column(attr.column).table);
}

std::optional<Term> EditTurn::first_measure() const {
    for (const Item& item : query_.select)
        if (is_measure(item.term)) return item.term;
    return std::nullopt;
}

/// A column of what so far was only known to exist needs its rows.
void EditTurn::reach(const Term& term) {
    std::vector<TableId> tables;
    tables_of(term, model_, tables);
    for (const TableId table : tables)
        inline_exists(table);
    // What is tied to the subject stays tied to it when the subject changes.
}

void EditTurn::replace_measures(std::vector<Item> fresh) {
    const auto old = first_measure();
    const bool by_old = old && std::ranges::any_of(query_.order, [&](const Sort& sort) {
                            return is_measure(sort.term);
                        });
    std::erase_if(query_.select, [](const Item& item) { return is_measure(item.term); });
    for (Item& item : fresh)
        reach(item.term);
    if (by_old) {
        for (Sort& sort : query_.order)
            if (is_measure(sort.term)) sort.term = fresh.front().term;
    }
    // Rows that only the old measure needed do not take part any more.
    std::vector<TableId> needed;
    for (const Item& item : fresh)
        tables_of(item.term, model_, needed);
    const TableId subject = query_.subject;
    std::vector<TableId> read;
    for (const Item& item : query_.select)
        tables_of(item.term, model_, read);
    for (const Attr& attr : query_.group)
        if (attr.column >= 0) read.push_back(model_.column(attr.column).table);
    const bool used = std::ranges::find(read, subject) != read.end() ||
                      std::ranges::find(needed, subject) != needed.end();
    if (!used && !needed.empty()) {
        for (Pred& pred : query_.where)
            if (pred.kind == PredKind::exists && pred.anchor == nothing) pred.anchor = subject;
        query_.subject = needed.front();
    }
    for (Item& item : fresh)
        query_.select.push_back(std::move(item));
}

/// The measure of the very rows that were shown: `the average price of those` five.
void EditTurn::through_source(std::vector<Item> fresh) {
    Qir inner = std::move(query_);
    query_ = Qir{};
    std::vector<Item> kept;
    bool fits = true;
    for (Item& item : fresh) {
        if (item.term.kind != TermKind::aggregate) {
            fits = false;
            break;
        }
        Term outer = item.term;
        outer.table = nothing;
        if (!outer.args.empty()) {
            const int at = static_cast<int>(kept.size());
            kept.push_back({outer.args.front(), ""});
            outer.args.front() = attr(source_item(at));
        }
        query_.select.push_back({std::move(outer), item.label});
    }
    if (!fits) {
        failed_ = true;
        query_ = std::move(inner);
        return;
    }
    if (!kept.empty() && inner.group.empty())
        inner.select = std::move(kept);
    else if (!kept.empty()) {
        failed_ = true;
        query_ = std::move(inner);
        return;
    }
    query_.source = std::move(inner);
}

/// The rows stay, another figure of them is wanted.
void EditTurn::pivot(std::vector<Item> fresh) {
    if (query_.source) {
        failed_ = true;
        return;
    }
    const bool grouped = !query_.group.empty();
    const bool counts = fresh.size() == 1 && fresh[0].term.kind == TermKind::aggregate &&
                        fresh[0].term.args.empty();
    const TableId rows_of = entity();
    if (query_.limit || (grouped && counts)) return through_source(std::move(fresh));
    if (query_.distinct && counts && query_.select.size() == 1 &&
        query_.select[0].term.kind == TermKind::attr) {
        fresh[0].term = aggregate(Aggregate::count, query_.select[0].term, true);
    }
    for (Item& item : fresh)
        count_rows_of(item.term, rows_of);
    for (Item& item : fresh)
        reach(item.term);
    if (grouped) ungroup();
    if (query_.subject != rows_of && counts) {
        for (Pred& pred : query_.where)
            if (pred.kind == PredKind::exists && pred.anchor == nothing)
                pred.anchor = query_.subject;
    }
    query_.select = std::move(fresh);
    query_.order.clear();
    query_.distinct = false;
}

/// `which ones?` after a figure: the rows behind it.
void EditTurn::show_rows() {
    if (query_.source || query_.subject == nothing) return;
    TableId table = query_.subject;
    for (const Item& item : query_.select) {
        if (item.term.kind == TermKind::aggregate && item.term.table != nothing)
            table = item.term.table;
    }
    if (!first_measure()) return;
    ungroup();
    query_.select.clear();
    query_.order.clear();
    query_.limit.reset();
    for (const ColumnId id : model_.table(table).display)
        query_.select.push_back({attr(id), ""});
}

void EditTurn::drop_column(const Term& term) {
    if (term.kind == TermKind::attr && drop_group(term.attr)) return;
    const auto shown =
        std::erase_if(query_.select, [&](const Item& item) { return item.term == term; });
    if (shown > 0) {
        std::erase_if(query_.order, [&](const Sort& sort) { return sort.term == term; });
        return;
    }
    if (term.kind == TermKind::attr) (void)drop_conditions(term.attr);
}

void EditTurn::add_columns(std::vector<Item> fresh) {
    done_ = true;
    const bool only_figures =
        !query_.select.empty() && query_.group.empty() &&
        std::ranges::all_of(query_.select, [](const Item& item) { return is_measure(item.term); });
    // `what are their names?` after a figure: the rows behind it
    const bool replaces =
        only_figures || manner_.replaces() || manner_.only ||
        (manner_.question && !manner_.joins() && made_.refers && !first_measure());
    for (Item& item : fresh)
        reach(item.term);
    if (only_figures) {
        ungroup();
        query_.order.clear();
    }
    if (replaces) std::erase_if(query_.select, [&](const Item&) { return true; });
    made_.extends |= !replaces;
    for (Item& item : fresh) {
        const bool known = std::ranges::any_of(query_.select, [&](const Item& shown) {
            return shown.term == item.term;
        });
        already_ |= known;  // `show the price as well`, and it is there
        if (known) continue;
        const bool same_name = item.label.empty() && item.term.kind == TermKind::attr &&
                               std::ranges::any_of(query_.select, [&](const Item& shown) {
                                   return shown.term.kind == TermKind::attr &&
                                          shown.term.attr.column >= 0 &&
                                          model_.column(shown.term.attr.column).name ==
                                              model_.column(item.term.attr.column).name;
                               });
        if (same_name) {
            std::string name = model_.table(model_.column(item.term.attr.column).table).phrase;
            std::ranges::replace(name, ' ', '_');
            item.label = name + '_' + model_.column(item.term.attr.column).name;
        }
        const auto measure = std::ranges::find_if(query_.select, [](const Item& shown) {
            return is_measure(shown.term);
        });
        query_.select.insert(measure, std::move(item));
    }
    if (replaces && !query_.group.empty() && !first_measure()) {
        const bool having =
            std::ranges::any_of(query_.where, [](const Pred& pred) { return has_aggregate(pred); });
        const bool ranked = std::ranges::any_of(query_.order, [](const Sort& sort) {
            return is_measure(sort.term);
        });
        if (!having && !ranked) query_.group.clear();
    }
}

void EditTurn::apply_columns() {
    std::vector<Item> fresh = std::move(fragment_.draft.query.select);
    // Keys of groups are shown by the groups.
    std::erase_if(fresh, [&](const Item& item) {
        return item.term.kind == TermKind::attr &&
               std::ranges::find(fragment_.draft.query.group, item.term.attr) !=
                   fragment_.draft.query.group.end();
    });
    // `include failed payments`, `orders per customer`: the rows are named, nothing of theirs is
    // asked for
    const bool named_rows = made_.about != nothing && !manner_.drop &&
                            (conditioned_ || !fragment_.draft.query.order.empty() ||
                             !fragment_.draft.query.group.empty() || made_.about == entity());
    if (named_rows)
        std::erase_if(fresh, [&](const Item& item) {
            const std::vector<ColumnId>& display = model_.table(made_.about).display;
            return item.term.kind == TermKind::attr &&
                   std::ranges::find(display, item.term.attr.column) != display.end() &&
                   std::ranges::none_of(fragment_.draft.provenance, [&](const Provenance& part) {
                       return part.became == text_of(item.term, model_);
                   });
        });
    if (manner_.sort || fresh.empty()) {
        const TableId about = fragment_.draft.query.subject;
        const bool other_rows = fresh.empty() && made_.about != nothing && about != entity() &&
                                made_.refers && !conditioned_ &&
                                fragment_.draft.query.group.empty() && fragment_.measures.empty() &&
                                !done_ && !manner_.drop;
        if (!other_rows || manner_.sort) return;
        for (const ColumnId id : model_.table(about).display)
            fresh.push_back({attr(id), ""});
    }
    if (manner_.drop || (manner_.exclude && !conditioned_)) {
        for (const Item& item : fresh)
            drop_column(item.term);
        return;
    }
    if (manner_.whatever) {
        for (const Item& item : fresh)
            if (item.term.kind == TermKind::attr) (void)drop_conditions(item.term.attr);
        return;
    }
    // `only those from Paris with their names`: conditions came first, columns are extra
    const bool superlative = fragment_.superlative || !fragment_.draft.query.order.empty();
    if (superlative && !manner_.show && !manner_.question && !manner_.joins()) return;
    if (fragment_.draft.query.distinct && fresh.size() == 1 && !first_measure())
        query_.distinct = true;
    add_columns(std::move(fresh));
}

std::optional<Term> EditTurn::default_order() const {
    if (chronological_) {
        for (const Sort& sort : query_.order)
            if (sort.term.kind == TermKind::attr && sort.term.attr.column >= 0 &&
                model_.column(sort.term.attr.column).kind == Kind::moment)
                return sort.term;
        for (const Attr& key : query_.group)
            if (key.grain != Grain::none) return Term{.kind = TermKind::attr, .attr = key};
        if (query_.group.empty() && entity() != nothing && model_.table(entity()).moment != nothing)
            return attr(model_.table(entity()).moment);
    }
    if (auto measure = first_measure()) return measure;
    if (!query_.order.empty()) return query_.order.front().term;
    for (auto item = query_.select.rbegin(); item != query_.select.rend(); ++item) {
        if (item->term.kind == TermKind::attr && item->term.attr.column >= 0 &&
            model_.column(item->term.attr.column).numeric())
            return item->term;
    }
    if (!query_.select.empty() && query_.select.front().term.kind == TermKind::attr)
        return query_.select.front().term;
    return std::nullopt;
}

/// `sort it from highest to lowest`: by the figure that is there.
void EditTurn::sort_by_default() {
    auto term = default_order();
    if (!term) return;
    done_ = true;
    query_.order.clear();
    query_.order.push_back({std::move(*term), descending_.value_or(false)});
}

void EditTurn::apply_order() {
    Qir& said = fragment_.draft.query;
    if (!said.order.empty()) {
        done_ = true;
        for (Sort& sort : said.order) {
            if (descending_) sort.descending = *descending_;
            reach(sort.term);
        }
        const bool list = !first_measure();
        const bool measured = std::ranges::any_of(said.order, [](const Sort& sort) {
            return has_aggregate(sort.term);
        });
        if (list && measured) ensure_grouped();
        query_.order = std::move(said.order);
        if (said.limit) query_.limit = said.limit;
        if (!said.limit_per.empty()) query_.limit_per = std::move(said.limit_per);
        return;
    }
    if (!manner_.sort && !descending_) return;
    std::optional<Term> term;
    if (!fragment_.measures.empty()) term = fragment_.measures.front().term;
    if (!term && manner_.sort && !said.select.empty()) term = said.select.front().term;
    if (!term && manner_.sort && !said.group.empty())
        term = Term{.kind = TermKind::attr, .attr = said.group.front()};
    if (!term) return sort_by_default();
    done_ = true;
    if (has_aggregate(*term) && !first_measure()) ensure_grouped();
    reach(*term);
    query_.order.clear();
    query_.order.push_back({std::move(*term), descending_.value_or(false)});
}

}  // namespace parlance::engine
