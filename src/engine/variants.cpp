#include "engine/variants.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

constexpr double rarer = 0.6;

bool aggregated(const Item& item) {
    return has_aggregate(item.term);
}

Draft made_of(const Draft& draft, Qir query) {
    Draft made = draft;
    made.query = std::move(query);
    made.score -= rarer;
    made.variant = true;
    return made;
}

/// `show the types of products`: of each product, or each type once.
std::optional<Qir> once_or_each(const Qir& query) {
    const bool listed = query.group.empty() && !query.source && query.limit_per.empty() &&
                        std::ranges::none_of(query.select, aggregated) &&
                        std::ranges::none_of(query.order, [](const Sort& sort) {
                            return has_aggregate(sort.term);
                        });
    const bool sorted_by_shown = std::ranges::all_of(query.order, [&](const Sort& sort) {
        return std::ranges::any_of(query.select, [&](const Item& item) {
            return item.term == sort.term;
        });
    });
    const bool having =
        std::ranges::any_of(query.where, [](const Pred& pred) { return has_aggregate(pred); });
    if (!listed || !sorted_by_shown || having || query.limit) return std::nullopt;
    Qir other = query;
    other.distinct = !query.distinct;
    return other;
}

/// Without the tables that no column is taken from.
std::optional<Qir> without_mentions(const Qir& query) {
    if (query.touch.empty()) return std::nullopt;
    Qir other = query;
    other.touch.clear();
    return other;
}

/// `the name and the highest price of …`: the row that has the highest price.
std::optional<Qir> row_of_extreme(const Qir& query) {
    const auto extreme = std::ranges::find_if(query.select, aggregated);
    const bool one = extreme != query.select.end() && query.select.size() > 1 &&
                     std::ranges::count_if(query.select, aggregated) == 1;
    if (!one || !query.order.empty() || query.limit || query.source) return std::nullopt;
    const Term& term = extreme->term;
    const bool highest = term.aggregate == Aggregate::maximum;
    if (term.kind != TermKind::aggregate || term.args.size() != 1 ||
        (!highest && term.aggregate != Aggregate::minimum))
        return std::nullopt;
    Qir other = query;
    other.order.push_back({.term = term.args[0], .descending = highest});
    other.limit = 1;
    other.group.clear();
    std::erase_if(other.select, aggregated);
    return other;
}

}  // namespace

std::vector<Draft> variants_of(const Draft& draft) {
    std::vector<Draft> made;
    for (const auto& other : {once_or_each, without_mentions, row_of_extreme}) {
        if (auto query = other(draft.query)) made.push_back(made_of(draft, std::move(*query)));
    }
    return made;
}

}  // namespace parlance::engine
