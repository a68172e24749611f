#include "engine/edit_turn.hpp"

#include <algorithm>

/// What becomes of the figures that a follow-up names.
namespace parlance::engine {
namespace {

bool shows(const Qir& query, const Term& term) {
    return std::ranges::any_of(query.select, [&](const Item& item) { return item.term == term; });
}

}  // namespace

/// They come beside what is shown; the rows of a list are told apart then.
void EditTurn::append_measures(std::vector<Item> fresh) {
    made_.extends = true;
    if (!first_measure() && query_.group.empty()) {
        const TableId table = entity();
        if (table != nothing)
            for (const ColumnId id : model_.table(table).primary_key)
                query_.group.push_back({.column = id});
        query_.distinct = false;
    }
    for (Item& item : fresh) {
        reach(item.term);
        if (!shows(query_, item.term)) query_.select.push_back(std::move(item));
    }
}

/// `by revenue`: what is there in the order of a figure.
void EditTurn::rank_by(std::vector<Item> fresh) {
    const Term measure = fresh.front().term;
    const bool down = query_.order.empty() || query_.order.front().descending;
    if (first_measure())
        replace_measures(std::move(fresh));
    else
        append_measures(std::move(fresh));
    query_.order.clear();
    query_.order.push_back({measure, descending_.value_or(down)});
}

/// Whether figures are wanted beside what is shown, not in its place.
bool EditTurn::adds(const std::vector<Item>& fresh) {
    const bool list = !first_measure();
    const bool asks = manner_.question && !manner_.also && list;
    if (manner_.joins() && !manner_.instead && !asks) return true;
    if (!list || !manner_.show || manner_.instead) return false;
    std::vector<TableId> tables;
    for (const Item& item : fresh)
        tables_of(item.term, model_, tables);
    const TableId rows_of = entity();
    return std::ranges::any_of(tables, [&](TableId table) {
        return table != rows_of && rows_of != nothing && model_.distance(table, rows_of) < 9;
    });
}

void EditTurn::apply_measures() {
    std::vector<Item> fresh = std::move(fragment_.measures);
    if (fresh.empty()) return;
    done_ = true;
    if (manner_.sort) return;
    if (manner_.drop) {
        for (const Item& item : fresh)
            drop_column(item.term);
        return;
    }
    const bool regrouped = !fragment_.draft.query.group.empty();
    if (manner_.regroup && !regrouped) return rank_by(std::move(fresh));
    const bool list = !first_measure();
    if (regrouped && list) return append_measures(std::move(fresh));
    if (adds(fresh)) return append_measures(std::move(fresh));
    const bool anew = query_.group.empty() || manner_.replaces() || manner_.measured ||
                      manner_.only || manner_.show || !made_.refers;
    if (!list && anew) return replace_measures(std::move(fresh));
    pivot(std::move(fresh));
}

}  // namespace parlance::engine
