#include "ask/proposal_measures.hpp"

#include "ask/proposal_words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace parlance::ask {

namespace {

using engine::ColumnId;
using engine::TableId;

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
    // What a metric is made of is told by it.
    if (part_of_metric(map.model(), id)) made.worth -= 3;
    return made;
}

}  // namespace

std::vector<Measure> measures_of(const SourceMap& map, TableId table) {
    const engine::Model& model = map.model();
    std::vector<Measure> found;
    double bonus = 4;
    for (const engine::Metric& metric : model.metrics()) {
        const bool here = metric.table == table && metric.aggregated && map.clear(metric.formula);
        if (!here) continue;
        found.push_back({capitalised(metric.name), metric.formula, table, metric.name, bonus});
        bonus = std::max(0.5, bonus - 1.2);
    }
    found.push_back({title_of_rows(model.table(table)), engine::count_of(table), table, "", 2});
    for (const ColumnId id : model.table(table).columns) {
        if (!map.clear(id)) continue;
        if (auto measure = measure_of(map, table, id)) found.push_back(std::move(*measure));
    }
    return found;
}

}  // namespace parlance::ask
