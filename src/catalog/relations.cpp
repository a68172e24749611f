#include "catalog/relations.hpp"

#include "base/crypto.hpp"
#include "engine/lexicon.hpp"
#include "engine/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace parlance::catalog {

namespace {

using engine::ColumnId;
using engine::Key;
using engine::Model;

RelationEnd end_of(const Model& model, engine::TableId table) {
    return {model.table(table).schema, model.table(table).name, {}};
}

bool is_declared(const Schema& schema, const Relation& relation, std::size_t from) {
    return std::ranges::any_of(schema.tables[from].foreign_keys, [&](const ForeignKey& key) {
        return key.target_schema == relation.to.schema && key.target_table == relation.to.table &&
               key.columns == relation.from.columns;
    });
}

RelationClue by_name(const Model& model, const Key& key) {
    if (model.plainly_named(key))
        return {Clue::name, "The column is called as the table that it points at.", 0.55};
    if (model.column(key.columns.front().first).phrase ==
        model.column(key.columns.front().second).phrase)
        return {Clue::name, "Both columns have the same name.", 0.5};
    return {Clue::name, "The name of the column speaks of the table that it points at.", 0.35};
}

RelationClue by_type(const Model& model, const Key& key) {
    const Type left = model.column(key.columns.front().first).type;
    const Type right = model.column(key.columns.front().second).type;
    if (left == right) return {Clue::type, "Both columns have the same type.", 0.1};
    return {Clue::type, "One of the types is not known.", -0.1};
}

RelationClue by_key(const Model& model, const Key& key) {
    const auto& primary = model.table(key.to).primary_key;
    if (primary.size() == 1 && primary.front() == key.columns.front().second)
        return {Clue::uniqueness, "What it points at is the primary key.", 0.2};
    return {Clue::uniqueness, "Nothing declares what it points at unique.", -0.1};
}

double sure(const std::vector<RelationClue>& evidence) {
    double sum = 0;
    for (const RelationClue& clue : evidence)
        sum += clue.weight;
    return std::round(std::clamp(sum, 0.02, 0.99) * 100) / 100;
}

}  // namespace

std::string relation_id(const RelationEnd& from, const RelationEnd& to) {
    Sha256 hash;
    const auto add = [&](std::string_view text) {
        hash.add(fmt::format("{}:", text.size()));
        hash.add(text);
    };
    for (const RelationEnd* end : {&from, &to}) {
        add(end->schema);
        add(end->table);
        for (const std::string& column : end->columns)
            add(column);
        add("/");
    }
    return to_hex(bytes_of(hash.finish()).substr(0, 12));
}

std::vector<Relation> relations_of(const engine::SchemaPack& pack) {
    const auto& model = dynamic_cast<const Model&>(pack);
    std::vector<Relation> all;
    all.reserve(model.keys().size());
    for (const Key& key : model.keys()) {
        Relation made{.from = end_of(model, key.from), .to = end_of(model, key.to)};
        for (const auto& [from, to] : key.columns) {
            made.from.columns.push_back(model.column(from).name);
            made.to.columns.push_back(model.column(to).name);
        }
        made.id = relation_id(made.from, made.to);
        if (!is_declared(model.schema(), made, static_cast<std::size_t>(key.from))) {
            made.state = key.inferred ? RelationState::inferred : RelationState::accepted;
            made.evidence = {by_name(model, key), by_type(model, key), by_key(model, key)};
            if (made.state == RelationState::inferred) weigh(made, std::nullopt);
        }
        all.push_back(std::move(made));
    }
    const auto declared = [](const Relation& one) { return one.state == RelationState::declared; };
    std::vector<Relation> sorted;
    sorted.reserve(all.size());
    std::ranges::copy_if(all, std::back_inserter(sorted), declared);
    std::ranges::copy_if(all, std::back_inserter(sorted), std::not_fn(declared));
    return sorted;
}

void weigh(Relation& relation, const std::optional<Inclusion>& values) {
    if (relation.state == RelationState::declared) return;
    if (values && values->looked_at > 0) {
        const double share =
            static_cast<double>(values->found) / static_cast<double>(values->looked_at);
        relation.evidence.push_back(
            {Clue::inclusion,
             fmt::format(
                 "{} of {} values were found in what it points at.",
                 values->found,
                 values->looked_at
             ),
             share >= 0.99  ? 0.3
             : share >= 0.9 ? 0.1
                            : -0.6 * (1 - share)}
        );
        if (values->doubles > 0)
            relation.evidence.push_back(
                {Clue::uniqueness, "What it points at holds some values twice.", -0.5}
            );
    }
    if (relation.state == RelationState::inferred) relation.confidence = sure(relation.evidence);
}

}  // namespace parlance::catalog
