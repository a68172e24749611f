#include "catalog/describe.hpp"
#include "catalog/search.hpp"
#include "catalog/search_index.hpp"
#include "guard/relation.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace parlance::catalog {

namespace {

using engine::Model;

constexpr float description_weight = 0.5F;
constexpr std::size_t columns_of_summary = 12;

const Model& model_in(const engine::SchemaPack& pack) {
    return dynamic_cast<const Model&>(pack);
}

std::string told_end(const Schema& schema, const RelationEnd& end) {
    const bool home = end.schema == schema.default_schema;
    return (home ? "" : end.schema + ".") + end.table + "." + end.columns.front();
}

bool is_masked(const guard::Policy& policy, const Table& table, const std::string& column) {
    const guard::Relation* relation = policy.relation(table);
    return relation != nullptr && relation->masks(column);
}

/// Columns that say most of a table, those first that say more.
int rank_of(Meaning meaning) {
    using enum Meaning;
    switch (meaning) {
        case identifier:
        case name:
            return 0;
        case reference:
        case event_time:
        case money:
        case quantity:
            return 1;
        case category:
        case flag:
        case measure:
        case geography:
            return 2;
        default:
            return 3;
    }
}

}  // namespace

Atlas::Atlas(const View& view, std::vector<WrittenDescription> written)
    : pack_(view.pack),
      policy_(view.policy),
      senses_(senses_of(*view.pack)),
      relations_(relations_of(*view.pack)) {
    const Schema& all = schema();
    for (std::size_t at = 0; at < all.tables.size(); ++at)
        by_name_.emplace(std::pair(all.tables[at].schema, all.tables[at].name), at);
    for (const Relation& relation : relations_) {
        if (relation.from.columns.size() != 1) continue;
        const std::size_t table = by_name_.at({relation.from.schema, relation.from.table});
        points_at_.try_emplace({table, relation.from.columns.front()}, told_end(all, relation.to));
    }
    auto index = std::make_unique<SearchIndex>(model_in(*pack_));
    write_down(std::move(written));
    for (const auto& [place, description] : written_) {
        const auto& [table, column] = place;
        const auto& columns = all.tables[table].columns;
        const auto found = std::ranges::find(columns, column, &Column::name);
        const auto at = column.empty() ? -1 : static_cast<std::int32_t>(found - columns.begin());
        index->add_text(description.text, table, at, description_weight);
    }
    index->finish();
    index_ = std::move(index);
}

Atlas::~Atlas() = default;

void Atlas::write_down(std::vector<WrittenDescription> written) {
    for (WrittenDescription& each : written) {
        const auto table = by_name_.find({each.schema, each.table});
        if (table == by_name_.end()) continue;
        const Table& its = schema().tables[table->second];
        if (!each.column.empty() && its.column(each.column) == nullptr) continue;
        written_[{table->second, std::move(each.column)}] = {
            std::move(each.text), Origin::person, std::move(each.author)
        };
    }
}

SearchFound Atlas::search(const SearchOrder& order) const {
    if (order.words.empty()) return most_joined(order);
    SearchHits hits = index_->find(order.words, order.tables_max);
    SearchFound found{.tables = {}, .matched = hits.matched};
    for (SearchHit& hit : hits.best) {
        AtlasTable table = told(hit.table, order.detail, hit.columns);
        table.score = hit.score;
        table.because = std::move(hit.because);
        found.tables.push_back(std::move(table));
    }
    return found;
}

/// What to begin with where nothing is searched for: the tables that most others hang together by.
SearchFound Atlas::most_joined(const SearchOrder& order) const {
    const Model& model = model_in(*pack_);
    std::vector<std::size_t> ranked(schema().tables.size());
    std::iota(ranked.begin(), ranked.end(), 0);
    const auto keys = [&](std::size_t table) {
        return model.keys_at(static_cast<engine::TableId>(table)).size();
    };
    const auto better = [&](std::size_t left, std::size_t right) {
        return keys(left) != keys(right) ? keys(left) > keys(right) : left < right;
    };
    const auto most = static_cast<std::ptrdiff_t>(std::min(order.tables_max, ranked.size()));
    std::ranges::partial_sort(ranked, ranked.begin() + most, better);
    SearchFound found{.tables = {}, .matched = static_cast<std::int64_t>(ranked.size())};
    for (auto at = ranked.begin(); at != ranked.begin() + most; ++at)
        found.tables.push_back(told(*at, order.detail, {}));
    return found;
}

std::optional<AtlasTable>
Atlas::describe(std::string_view wanted, std::string_view table, Detail detail) const {
    const std::string home(wanted.empty() ? std::string_view(schema().default_schema) : wanted);
    const auto found = by_name_.find({home, std::string(table)});
    if (found == by_name_.end()) return std::nullopt;
    return told(found->second, detail, {});
}

AtlasTable Atlas::told(std::size_t at, Detail detail, const std::vector<std::size_t>& meant) const {
    const Table& table = schema().tables[at];
    AtlasTable made{.schema = table.schema, .name = table.name};
    std::vector<std::size_t> columns = meant;
    if (detail != Detail::names) {
        made.kind = table.kind;
        made.role = senses_[at].role;
        made.description = description_of(at);
        columns = that_matter(at, meant);
    }
    if (detail == Detail::full) {
        made.reason = senses_[at].reason;
        made.primary_key = table.primary_key;
        columns.resize(table.columns.size());
        std::iota(columns.begin(), columns.end(), 0);
    }
    for (const std::size_t column : columns)
        made.columns.push_back(told_column(at, column, detail));
    if (columns.size() < table.columns.size())
        made.columns_in_all = static_cast<std::int64_t>(table.columns.size());
    return made;
}

AtlasColumn Atlas::told_column(std::size_t at, std::size_t which, Detail detail) const {
    const Table& table = schema().tables[at];
    const Column& column = table.columns[which];
    const ColumnSense& sense = senses_[at].columns[which];
    AtlasColumn made{.name = column.name, .type = column.type};
    if (is_masked(policy_, table, column.name)) made.masked = true;
    if (detail == Detail::names) return made;
    made.meaning = sense.meaning;
    const auto points = points_at_.find({at, column.name});
    if (points != points_at_.end()) made.points_at = points->second;
    Description described = description_of(at, which);
    const bool worth = detail == Detail::full || described.origin != Origin::rules;
    if (worth && !described.text.empty()) made.description = std::move(described);
    if (detail != Detail::full) return made;
    made.native_type = column.native_type;
    made.nullable = column.nullable;
    if (!sense.reason.empty()) made.reason = sense.reason;
    return made;
}

Description Atlas::description_of(std::size_t at) const {
    if (const auto found = written_.find({at, ""}); found != written_.end()) return found->second;
    const std::string& comment = schema().tables[at].comment;
    if (!comment.empty()) return {comment, Origin::database, std::nullopt};
    return {describe_table(*pack_, at, senses_[at]), Origin::rules, std::nullopt};
}

Description Atlas::description_of(std::size_t at, std::size_t which) const {
    const Column& column = schema().tables[at].columns[which];
    const auto found = written_.find({at, column.name});
    if (found != written_.end()) return found->second;
    if (!column.comment.empty()) return {column.comment, Origin::database, std::nullopt};
    return {
        describe_column(*pack_, at, which, senses_[at].columns[which]), Origin::rules, std::nullopt
    };
}

/// Those that were meant, then those that say most of the table.
std::vector<std::size_t> Atlas::that_matter(std::size_t at, const std::vector<std::size_t>& meant)
    const {
    const auto& senses = senses_[at].columns;
    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t i = 0; i < senses.size(); ++i) {
        const auto place = std::ranges::find(meant, i) - meant.begin();
        const bool said = place < static_cast<std::ptrdiff_t>(meant.size());
        ranked.emplace_back(said ? static_cast<int>(place) - 100 : rank_of(senses[i].meaning), i);
    }
    std::ranges::sort(ranked);
    if (ranked.size() > columns_of_summary) ranked.resize(columns_of_summary);
    std::vector<std::size_t> columns;
    for (const auto& [rank, column] : ranked)
        columns.push_back(column);
    return columns;
}

}  // namespace parlance::catalog
