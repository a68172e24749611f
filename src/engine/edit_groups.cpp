#include "engine/edit_turn.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

std::string label_of(Grain grain) {
    constexpr std::array<const char*, 8> labels{
        "", "day", "week", "month", "quarter", "year", "weekday", "hour"
    };
    return labels.at(static_cast<std::size_t>(grain));
}

}  // namespace

/// A key that is not shown yet is shown at `place`, before the measures.
void EditTurn::add_group(const Attr& attr, std::size_t place) {
    if (std::ranges::find(query_.group, attr) != query_.group.end()) return;
    query_.group.push_back(attr);
    const ColumnModel& column = model_.column(attr.column);
    const Term term{.kind = TermKind::attr, .attr = attr};
    const bool hidden = column.kind == Kind::key;
    const bool shown =
        std::ranges::any_of(query_.select, [&](const Item& item) { return item.term == term; });
    if (hidden || shown) return;
    const auto measure =
        std::ranges::find_if(query_.select, [](const Item& item) { return is_measure(item.term); });
    auto at = std::min(
        measure,
        query_.select.begin() + static_cast<std::ptrdiff_t>(std::min(place, query_.select.size()))
    );
    query_.select.insert(at, {term, label_of(attr.grain)});
}

void EditTurn::order_by_time() {
    if (!query_.order.empty()) return;
    for (const Attr& key : query_.group)
        if (key.grain != Grain::none && key.grain != Grain::weekday)
            query_.order.push_back({.term = {.kind = TermKind::attr, .attr = key}});
}

/// All keys go, with what was shown of them and what was sorted by them.
void EditTurn::drop_groups() {
    query_.group.clear();
    std::erase_if(query_.select, [](const Item& item) { return !is_measure(item.term); });
    std::erase_if(query_.order, [](const Sort& sort) { return !is_measure(sort.term); });
    query_.limit_per.clear();
}

void EditTurn::ungroup() {
    query_.group.clear();
    std::erase_if(query_.where, [](const Pred& pred) { return has_aggregate(pred); });
}

bool EditTurn::drop_group(const Attr& attr) {
    const auto same = [&](const Attr& key) {
        if (attr.grain != Grain::none) return key.grain == attr.grain;
        return key.column == attr.column;
    };
    const auto found = std::ranges::find_if(query_.group, same);
    bool shown = std::ranges::any_of(query_.select, [&](const Item& item) {
        return item.term.kind == TermKind::attr && same(item.term.attr);
    });
    if (found == query_.group.end() && !shown) return false;
    std::erase_if(query_.group, same);
    std::erase_if(query_.select, [&](const Item& item) {
        return item.term.kind == TermKind::attr && same(item.term.attr);
    });
    std::erase_if(query_.order, [&](const Sort& sort) {
        return sort.term.kind == TermKind::attr && same(sort.term.attr);
    });
    // A name goes together with the key of its row.
    if (attr.column >= 0) {
        const TableModel& table = model_.table(model_.column(attr.column).table);
        const bool others = std::ranges::any_of(query_.select, [&](const Item& item) {
            return item.term.kind == TermKind::attr && item.term.attr.column >= 0 &&
                   model_.column(item.term.attr.column).table == model_.column(attr.column).table;
        });
        if (!others && table.primary_key.size() == 1)
            std::erase_if(query_.group, [&](const Attr& key) {
                return key.column == table.primary_key.front();
            });
    }
    return true;
}

/// A condition on a measure is about each row of the list: `customers with more than 5 orders`.
void EditTurn::ensure_grouped() {
    Qir& query = rows();
    if (!query.group.empty() || first_measure()) return;
    const TableId table = entity();
    if (table == nothing) return;
    for (const ColumnId id : model_.table(table).primary_key)
        query.group.push_back({.column = id});
    query.distinct = false;
}

void EditTurn::apply_groups() {
    std::vector<Attr> fresh = fragment_.draft.query.group;
    if (fresh.empty()) return;
    done_ = true;
    const bool numbers = std::ranges::all_of(fresh, [&](const Attr& attr) {
        return attr.column >= 0 && model_.column(attr.column).kind == Kind::number;
    });
    // `by price` of a ranked list is what it is ranked by
    if (numbers && query_.limit && !query_.order.empty() && !manner_.split) {
        const bool down = descending_.value_or(query_.order.front().descending);
        query_.order.clear();
        query_.order.push_back({attr(fresh.front().column), down});
        return;
    }
    if (manner_.drop) {
        for (const Attr& attr : fresh)
            (void)drop_group(attr);
        return;
    }
    const bool list = !first_measure();
    if (list) {
        const TableId counted = entity();
        query_.select.clear();
        query_.order.clear();
        query_.limit.reset();
        query_.group.clear();
        query_.distinct = false;
        if (fragment_.measures.empty()) query_.select.push_back({count_of(counted), ""});
    }
    // `per product` under one figure; `by quarter instead` of months; `split by year` beside them
    const bool regrain = std::ranges::any_of(fresh, [&](const Attr& attr) {
        return attr.grain != Grain::none && std::ranges::any_of(query_.group, [&](const Attr& key) {
                   return key.grain != Grain::none && key.column == attr.column;
               });
    });
    if (regrain && !manner_.joins() && !manner_.split) {
        std::erase_if(query_.group, [](const Attr& key) { return key.grain != Grain::none; });
        std::erase_if(query_.select, [](const Item& item) {
            return item.term.kind == TermKind::attr && item.term.attr.grain != Grain::none;
        });
        std::erase_if(query_.order, [](const Sort& sort) {
            return sort.term.kind == TermKind::attr && sort.term.attr.grain != Grain::none;
        });
    } else if (!query_.group.empty() && !manner_.joins() && !manner_.split && !manner_.compare) {
        drop_groups();
    }
    const bool first = query_.group.empty();
    std::size_t place = regrain ? 0 : query_.select.size();
    for (const Attr& attr : fresh) {
        reach({.kind = TermKind::attr, .attr = attr});
        add_group(attr, place++);
    }
    const bool along_time = std::ranges::any_of(fresh, [](const Attr& key) {
        return key.grain != Grain::none && key.grain != Grain::weekday;
    });
    if (along_time && (first || regrain)) order_by_time();
}

}  // namespace parlance::engine
