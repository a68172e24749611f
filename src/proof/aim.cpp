#include "proof/aim.hpp"

#include <algorithm>
#include <utility>

namespace parlance::proof {

namespace {

constexpr std::size_t columns_beside = 5;

bool hides_columns(const Facet& facet) {
    const auto hidden = [](const guard::ColumnRule& rule) {
        return rule.mask == guard::Mask::hidden;
    };
    return !facet.seen || std::ranges::any_of(facet.columns, hidden);
}

}  // namespace

Aim::Aim(const Copy& copy, sql::Secrets secrets, std::uint64_t seed)
    : copy_(copy), secrets_(std::move(secrets)), seed_(seed) {
    for (const Facet& facet : copy_.facets) {
        if (facet.seen) seen_.push_back(&facet);
        if (facet.seen && facet.restricted()) restricted_.push_back(&facet);
        if (hides_columns(facet)) hiding_.push_back(&facet);
    }
}

/// Each restricted table comes as often as every other one.
const Facet* Aim::pick(std::size_t number, bool all) const {
    const auto& from = all ? hiding_ : !restricted_.empty() ? restricted_ : seen_;
    return from.empty() ? nullptr : from[number % from.size()];
}

/// What is restricted, keys, and some of the rest: a wide table would bury it.
Table Aim::narrowed(const Facet& facet, bool all, sql::Dice& dice) const {
    const Table* shown = copy_.sight.schema->table(facet.table->schema, facet.table->name);
    const bool whole = all || shown == nullptr;
    Table made = whole ? *facet.table : *shown;
    std::size_t beside = columns_beside;
    std::size_t left = made.columns.size();
    std::erase_if(made.columns, [&](const Column& column) {
        const auto at = facet.table->column(column.name) - facet.table->columns.data();
        const auto& rule = facet.columns[static_cast<std::size_t>(at)];
        const auto& key = facet.table->primary_key;
        const bool is_key = std::ranges::find(key, column.name) != key.end();
        --left;
        if (rule.mask != guard::Mask::none || is_key) return false;
        if (beside == 0 || dice.below(left + 1) >= beside) return true;
        --beside;
        return false;
    });
    return made;
}

std::string Aim::statement(std::size_t number) const {
    const std::uint64_t seed = seed_ * 1'000'003 + number;
    sql::Dice dice(seed);
    // What is hidden altogether can only be asked for, and be refused.
    const bool all = !hiding_.empty() && (number % 4 == 0 || restricted_.empty());
    const Facet* first = pick(all ? number / 4 : number, all);
    if (first == nullptr) first = &copy_.facets.front();
    Schema focus{.dialect = copy_.schema->dialect, .default_schema = copy_.schema->default_schema};
    focus.tables.push_back(narrowed(*first, all, dice));
    for (int i = 0; i < 2 && !seen_.empty() && dice.chance(60); ++i) {
        const Facet* other = dice.pick(seen_);
        const auto same = [&](const Table& one) {
            return one.name == other->table->name && one.schema == other->table->schema;
        };
        if (std::ranges::none_of(focus.tables, same))
            focus.tables.push_back(narrowed(*other, false, dice));
    }
    return sql::aimed(focus, secrets_, seed, 45);
}

}  // namespace parlance::proof
