#include "ask/proposal_map.hpp"

#include "ask/proposal_words.hpp"
#include "engine/order.hpp"
#include "guard/relation.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace parlance::ask {

namespace {

using engine::ColumnId;
using engine::Kind;
using engine::TableId;

constexpr std::size_t facts_max = 8;
constexpr std::size_t hops_max = 2;

}  // namespace

SourceMap::SourceMap(const engine::Model& model, const guard::Policy& policy) : model_(model) {
    clear_.assign(model.columns().size(), false);
    for (const engine::TableModel& table : model.tables()) {
        const Table* known = model.schema().table(table.schema, table.name);
        if (known == nullptr) continue;
        const guard::Relation* relation = policy.relation(*known);
        for (const ColumnId id : table.columns) {
            const bool masked = relation != nullptr && relation->masks(model.column(id).name);
            clear_[static_cast<std::size_t>(id)] = !masked && model.column(id).kind != Kind::other;
        }
    }
    rank();
}

bool SourceMap::clear(ColumnId column) const {
    return column >= 0 && clear_.at(static_cast<std::size_t>(column));
}

bool SourceMap::clear(const engine::Term& term) const {
    std::vector<engine::Attr> read;
    std::vector<TableId> tables;
    engine::collect(term, read, tables);
    return std::ranges::all_of(read, [&](const engine::Attr& each) { return clear(each.column); });
}

bool SourceMap::usable(const engine::Key& key) const {
    return key.from != key.to && std::ranges::all_of(key.columns, [&](const auto& pair) {
               return clear(pair.first) && clear(pair.second);
           });
}

int SourceMap::score(TableId id) const {
    const engine::TableModel& table = model_.table(id);
    int points_at = 0;
    for (const std::int32_t at : model_.keys_at(id))
        points_at += model_.key(at).from == id && usable(model_.key(at)) ? 1 : 0;
    int numbers = 0;
    for (const ColumnId column : table.columns) {
        const bool measured = measure_use(model_.column(column), true) != MeasureUse::none;
        numbers += clear(column) && measured ? 1 : 0;
    }
    const auto time = time_of(id);
    const bool metric = std::ranges::any_of(model_.metrics(), [&](const engine::Metric& each) {
        return each.table == id && each.aggregated && clear(each.formula);
    });
    const bool own_time = events(id) && time->keys.empty();
    return 2 * std::min(points_at, 3) + std::min(numbers, 3) + (own_time ? 2 : 0) + (time ? 1 : 0) +
           (metric && events(id) ? 2 : 0);
}

void SourceMap::rank() {
    std::vector<std::pair<int, TableId>> ranked;
    for (std::size_t i = 0; i < model_.tables().size(); ++i) {
        const auto id = static_cast<TableId>(i);
        const engine::TableModel& table = model_.table(id);
        const bool any =
            std::ranges::any_of(table.columns, [&](ColumnId each) { return clear(each); });
        if (!table.phrase.empty() && any) ranked.emplace_back(score(id), id);
    }
    engine::sort_stably(ranked, std::greater<>{}, &std::pair<int, TableId>::first);
    if (ranked.size() > facts_max) ranked.resize(facts_max);
    for (const auto& [points, id] : ranked)
        facts_.push_back(id);
}

std::vector<TableWay> SourceMap::ways_from(TableId table) const {
    std::vector<TableWay> ways{{table, {}}};
    for (std::size_t done = 0; done < ways.size(); ++done) {
        if (ways[done].keys.size() >= hops_max) continue;
        for (const std::int32_t at : model_.keys_at(ways[done].table)) {
            const engine::Key& key = model_.key(at);
            // What several ways lead to has a meaning for each of them: the first, shortest counts.
            const bool known = std::ranges::find(ways, key.to, &TableWay::table) != ways.end();
            if (key.from != ways[done].table || known || !usable(key)) continue;
            TableWay next{key.to, ways[done].keys};
            next.keys.push_back(at);
            ways.push_back(std::move(next));
        }
    }
    return ways;
}

std::optional<TimeWay> SourceMap::time_of(TableId table) const {
    const ColumnId own = model_.table(table).moment;
    if (clear(own)) return TimeWay{own, {}};
    for (const std::int32_t at : model_.keys_at(table)) {
        const engine::Key& key = model_.key(at);
        if (key.from != table || !usable(key)) continue;
        // The time of what this is a part of; the birthday of the one who did it is no such time.
        const ColumnId of_head = model_.table(key.to).moment;
        if (clear(of_head) && !things(key.to)) return TimeWay{of_head, {at}};
    }
    return std::nullopt;
}

bool SourceMap::things(TableId table) const {
    const std::vector<ColumnId> name = name_of(table);
    if (name.empty() || model_.column(name.front()).kind != Kind::name) return false;
    return std::ranges::any_of(model_.keys_at(table), [&](std::int32_t at) {
        return model_.key(at).to == table && usable(model_.key(at));
    });
}

std::vector<ColumnId> SourceMap::name_of(TableId table) const {
    const std::vector<ColumnId>& named = model_.table(table).display;
    const bool all = !named.empty() && std::ranges::all_of(named, [&](ColumnId each) {
        return clear(each) && names_a_row(model_.column(each));
    });
    return all ? named : std::vector<ColumnId>{};
}

}  // namespace parlance::ask
