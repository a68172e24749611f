#include "ask/proposal_measures.hpp"

#include "ask/proposal_words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace parlance::ask {

namespace {

using engine::ColumnId;
using engine::TableId;

/// A metric that says the very same.
bool is_metric(const engine::Model& model, const engine::Term& term) {
    return std::ranges::find(model.metrics(), term, &engine::Metric::formula) !=
           model.metrics().end();
}

bool part_of_metric(const engine::Model& model, ColumnId id) {
    return std::ranges::any_of(model.metrics(), [&](const engine::Metric& metric) {
        std::vector<engine::Attr> read;
        std::vector<TableId> tables;
        engine::collect(metric.formula, read, tables);
        const bool reads = std::ranges::find(read, id, &engine::Attr::column) != read.end();
        return metric.aggregated && reads;
    });
}

std::optional<Measure> measure_of(const SourceMap& map, TableId table, ColumnId id) {
    const engine::ColumnModel& column = map.model().column(id);
    const MeasureUse use = measure_use(column, map.events(table));
    if (use == MeasureUse::none) return std::nullopt;
    const bool sum = use == MeasureUse::sum;
    const bool total = column.phrase.starts_with("total ");
    const auto how = sum ? engine::Aggregate::sum : engine::Aggregate::average;
    Measure made{.home = table};
    made.title = total ? capitalised(column.phrase) : (sum ? "Total " : "Average ") + column.phrase;
    made.term = engine::aggregate(how, engine::attr(id));
    made.worth = sum ? 1.5 : 1.0;
    if (is_metric(map.model(), made.term)) return std::nullopt;
    // What a metric is made of is told by it.
    if (part_of_metric(map.model(), id)) made.worth -= 3;
    return made;
}

}  // namespace

std::vector<Measure> measures_of(const SourceMap& map, TableId table) {
    const engine::Model& model = map.model();
    std::vector<Measure> found;
    double bonus = map.events(table) ? 4 : 1;
    for (const engine::Metric& metric : model.metrics()) {
        const bool here = metric.table == table && metric.aggregated && map.clear(metric.formula);
        if (!here) continue;
        found.push_back(
            {.title = capitalised(metric.name),
             .term = metric.formula,
             .home = table,
             .metric = metric.name,
             .worth = bonus}
        );
        bonus = std::max(0.5, bonus - 1.2);
    }
    // How many parts there are of what happened says less than how often it happened.
    const auto time = map.time_of(table);
    found.push_back(
        {.title = title_of_rows(model.table(table)),
         .term = engine::count_of(table),
         .home = table,
         .worth = time && !time->keys.empty() ? -2.0 : 2.0,
         .counts = true}
    );
    for (const ColumnId id : model.table(table).columns) {
        if (!map.clear(id)) continue;
        if (auto measure = measure_of(map, table, id)) found.push_back(std::move(*measure));
    }
    return found;
}

}  // namespace parlance::ask
