#include "ask/proposal_ideas.hpp"

#include "ask/proposal_measures.hpp"
#include "ask/proposal_words.hpp"
#include "engine/compile.hpp"
#include "engine/nouns.hpp"
#include "engine/order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace parlance::ask {

namespace {

using engine::Attr;
using engine::ColumnId;
using engine::ColumnModel;
using engine::Grain;
using engine::Kind;
using engine::Qir;
using engine::TableId;
using engine::TableModel;

constexpr std::size_t measures_told = 2;  ///< of each table, beside the number itself
constexpr std::size_t groups_max = 25;
constexpr std::int64_t ranked = 10;
constexpr std::int64_t latest = 20;
constexpr std::size_t columns_shown = 7;
constexpr std::size_t people_shown = 2;  ///< names of what a row points at

struct GrainWay {
    Grain grain;
    std::string_view name;
    std::size_t rows_min;
    std::size_t rows_max;
};
/// The first that is neither too coarse nor too fine.
constexpr std::array<GrainWay, 5> grain_ways{{
    {Grain::month, "month", 4, 60},
    {Grain::day, "day", 4, 92},
    {Grain::quarter, "quarter", 4, 60},
    {Grain::year, "year", 3, 400},
    {Grain::month, "month", 2, 3},
}};

class IdeaMaker {
public:
    explicit IdeaMaker(const SourceMap& map) : map_(map), model_(map.model()) {}

    std::vector<Idea> run() {
        double weight = 10;
        for (const TableId fact : map_.facts()) {
            about_table(fact, weight);
            weight *= 0.8;
        }
        return std::move(ideas_);
    }

private:
    void about_table(TableId fact, double weight) {
        std::vector<Measure> measures = measures_of(map_, fact);
        for (Measure& measure : measures)
            measure.worth += weight;
        engine::sort_stably(measures, std::greater<>{}, &Measure::worth);
        for (const Measure& measure : measures)
            add_number(measure);
        if (measures.size() > measures_told) measures.resize(measures_told);
        for (const Measure& measure : measures) {
            add_course(measure);
            add_breakdowns(measure);
            add_rankings(measure);
        }
        add_largest(fact, weight);
        add_rows(fact, weight);
    }

    // ---- tiles ---------------------------------------------------------------------------------

    void add_number(const Measure& measure) {
        Idea idea = idea_of(TileSort::number, measure, measure.worth);
        Qir query{.subject = measure.home};
        query.select.push_back(item_of(measure));
        attempt(idea, measure.title, query, 1, 1);
        keep(std::move(idea));
    }

    void add_course(const Measure& measure) {
        const auto time = map_.time_of(measure.home);
        if (!time) return;
        const bool things = map_.things(measure.home);
        // Of what there is, only how much of it is new has a course.
        if (things && !(measure.counts && begins_a_row(model_.column(time->column)))) return;
        const std::string title = things ? "New " + uncapitalised(measure.title) : measure.title;
        Idea idea = idea_of(TileSort::course, measure, measure.worth - (things ? 2 : 0));
        note(idea, time->column);
        idea.apart = "time";
        const bool years = model_.column(time->column).kind == Kind::year;
        if (years) add_years(idea, measure, *time, title);
        for (const GrainWay& way : grain_ways) {
            if (years) break;
            Qir query = grouped(measure, {.column = time->column, .grain = way.grain}, time->keys);
            query.select.front().label = std::string(way.name);
            order_by(query, 0, false);
            attempt(
                idea, fmt::format("{} by {}", title, way.name), query, way.rows_min, way.rows_max
            );
        }
        keep(std::move(idea));
    }

    void
    add_years(Idea& idea, const Measure& measure, const TimeWay& time, const std::string& title) {
        Qir query = grouped(measure, {.column = time.column}, time.keys);
        order_by(query, 0, false);
        attempt(
            idea, fmt::format("{} by {}", title, model_.column(time.column).phrase), query, 3, 400
        );
    }

    void add_breakdowns(const Measure& measure) {
        for (const TableWay& way : map_.ways_from(measure.home)) {
            const TableModel& table = model_.table(way.table);
            double worth = measure.worth - static_cast<double>(way.keys.size());
            for (const ColumnId id : table.columns) {
                if (!map_.clear(id) || !may_group(model_.column(id)) || names(way.table, id))
                    continue;
                worth -= model_.column(id).kind == Kind::flag ? 3 : 0.25;
                add_breakdown(measure, way, id, worth);
            }
        }
    }

    /// What names the rows makes a ranking.
    [[nodiscard]] bool names(TableId table, ColumnId id) const {
        const std::vector<ColumnId> name = map_.name_of(table);
        return name.size() == 1 && name.front() == id && model_.column(id).kind != Kind::category;
    }

    void add_breakdown(const Measure& measure, const TableWay& way, ColumnId id, double worth) {
        const std::string phrase =
            phrase_beside(model_.table(way.table), model_.column(id), way.keys.empty());
        Idea idea = idea_of(TileSort::breakdown, measure, worth);
        idea.apart = phrase;
        note(idea, id);
        Qir query = grouped(measure, {.column = id}, way.keys);
        order_by(query, 1, true);
        attempt(idea, fmt::format("{} by {}", measure.title, phrase), query, 2, groups_max);
        keep(std::move(idea));
    }

    void add_rankings(const Measure& measure) {
        for (const TableWay& way : map_.ways_from(measure.home)) {
            const std::vector<ColumnId> name = map_.name_of(way.table);
            if (way.keys.empty() || name.empty()) continue;
            add_ranking(measure, way, name);
        }
    }

    void
    add_ranking(const Measure& measure, const TableWay& way, const std::vector<ColumnId>& name) {
        const TableModel& table = model_.table(way.table);
        const std::string row = engine::singular(table.phrase);
        Idea idea = idea_of(
            TileSort::ranking, measure, measure.worth - 0.5 * static_cast<double>(way.keys.size())
        );
        idea.apart = row;
        Qir query = grouped(measure, {.column = name.front()}, way.keys);
        for (std::size_t i = 1; i < name.size(); ++i) {
            query.group.push_back({.column = name[i]});
            query.select.insert(query.select.end() - 1, {engine::attr(name[i]), ""});
        }
        for (const ColumnId each : name)
            note(idea, each);
        // Two customers of one name stay two.
        for (const ColumnId key : table.primary_key) {
            if (map_.clear(key) && std::ranges::find(name, key) == name.end())
                query.group.push_back({.column = key});
        }
        order_by(query, query.select.size() - 1, true);
        query.limit = ranked;
        const std::string by = uncapitalised(measure.title);
        attempt(
            idea, fmt::format("Top {} {} by {}", ranked, engine::plural(row), by), query, 10, 10
        );
        attempt(idea, fmt::format("{} by {}", measure.title, row), query, 2, 9);
        keep(std::move(idea));
    }

    /// Of what has a name and a number of its own.
    void add_largest(TableId table, double weight) {
        const std::vector<ColumnId> name = map_.name_of(table);
        if (name.empty()) return;
        const std::vector<ColumnId>& columns = model_.table(table).columns;
        const auto number = std::ranges::find_if(columns, [&](ColumnId id) {
            return map_.clear(id) && measure_use(model_.column(id), false) != MeasureUse::none;
        });
        if (number == columns.end()) return;
        const ColumnModel& measured = model_.column(*number);
        Idea idea{.sort = TileSort::ranking, .worth = weight - 3, .measure = measured.phrase};
        idea.apart = engine::singular(model_.table(table).phrase);
        idea.tables = {table};
        Qir query{.subject = table};
        for (const ColumnId each : name)
            query.select.push_back({engine::attr(each), ""}), note(idea, each);
        query.select.push_back({engine::attr(*number), ""});
        note(idea, *number);
        query.where.push_back(engine::is_null(engine::attr(*number), true));
        order_by(query, name.size(), true);
        query.limit = ranked;
        const std::string rows = engine::plural(idea.apart);
        attempt(idea, fmt::format("Top {} {} by {}", ranked, rows, measured.phrase), query, 10, 10);
        keep(std::move(idea));
    }

    void add_rows(TableId table, double weight) {
        const auto time = map_.time_of(table);
        const bool dated = time && time->keys.empty();
        Idea idea{.sort = TileSort::rows, .worth = weight - (dated ? 0 : 5)};
        idea.apart = title_of_rows(model_.table(table));
        idea.tables = {table};
        Qir query{.subject = table};
        if (dated) show(query, idea, time->column);
        for (const ColumnId id : map_.name_of(table))
            show(query, idea, id);
        if (query.select.empty()) show_keys(query, idea, table);
        show_neighbours(query, idea, table);
        for (const ColumnId id : model_.table(table).columns)
            if (told_of_a_row(model_.column(id))) show(query, idea, id);
        if (query.select.empty()) return;
        query.limit = latest;
        query.order.push_back({query.select.front().term, dated});
        attempt(
            idea,
            (dated ? "Latest " : "Some ") + uncapitalised(idea.apart),
            query,
            1,
            static_cast<std::size_t>(latest)
        );
        keep(std::move(idea));
    }

    static bool told_of_a_row(const ColumnModel& column) {
        return column.kind == Kind::category || column.kind == Kind::flag ||
               measure_use(column, true) != MeasureUse::none;
    }

    void show_keys(Qir& query, Idea& idea, TableId table) {
        for (const ColumnId id : model_.table(table).primary_key)
            show(query, idea, id);
    }

    /// The names of what a row points at: a customer's name says more than its number.
    void show_neighbours(Qir& query, Idea& idea, TableId table) {
        std::size_t shown = 0;
        for (const TableWay& way : map_.ways_from(table)) {
            const bool always = way.keys.size() == 1 && !model_.key(way.keys.front()).nullable;
            const std::vector<ColumnId> name = map_.name_of(way.table);
            if (!always || name.empty() || shown == people_shown) continue;
            ++shown;
            query.prefer.push_back(way.keys.front());
            const std::string row = engine::singular(model_.table(way.table).phrase);
            for (const ColumnId id : name)
                show(query, idea, id, name.size() == 1 ? label_of(row) : "");
        }
    }

    void show(Qir& query, Idea& idea, ColumnId id, std::string label = {}) {
        const bool known = std::ranges::any_of(query.select, [&](const engine::Item& each) {
            return each.term.attr.column == id;
        });
        if (known || !map_.clear(id) || query.select.size() >= columns_shown) return;
        query.select.push_back({engine::attr(id), std::move(label)});
        note(idea, id);
    }

    // ---- parts ---------------------------------------------------------------------------------

    static engine::Item item_of(const Measure& measure) {
        return {measure.term, label_of(measure.title)};
    }

    static Idea idea_of(TileSort sort, const Measure& measure, double worth) {
        Idea idea{.sort = sort, .worth = worth, .measure = measure.title};
        idea.metric = measure.metric;
        idea.tables = {measure.home};
        std::vector<Attr> read;
        engine::collect(measure.term, read, idea.tables);
        for (const Attr& each : read)
            idea.columns.push_back(each.column);
        return idea;
    }

    void note(Idea& idea, ColumnId id) const {
        idea.columns.push_back(id);
        idea.tables.push_back(model_.column(id).table);
    }

    static Qir
    grouped(const Measure& measure, const Attr& by, const std::vector<std::int32_t>& keys) {
        Qir query{.subject = measure.home};
        query.select.push_back({engine::attr(by.column, by.grain), ""});
        query.select.push_back(item_of(measure));
        query.group.push_back(by);
        query.prefer = keys;
        return query;
    }

    static void order_by(Qir& query, std::size_t item, bool descending) {
        query.order.push_back({query.select.at(item).term, descending});
    }

    void attempt(
        Idea& idea,
        std::string title,
        const Qir& query,
        std::size_t rows_min,
        std::size_t rows_max
    ) {
        auto made = engine::compile(query, model_);
        if (!made || made->double_counts) return;
        idea.attempts.push_back({std::move(title), std::move(made->query), rows_min, rows_max});
    }

    void keep(Idea idea) {
        if (!idea.attempts.empty()) ideas_.push_back(std::move(idea));
    }

    const SourceMap& map_;
    const engine::Model& model_;
    std::vector<Idea> ideas_;
};

}  // namespace

std::vector<Idea> ideas_for(const SourceMap& map) {
    return IdeaMaker(map).run();
}

}  // namespace parlance::ask
