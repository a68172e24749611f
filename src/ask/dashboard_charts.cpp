#include "ask/dashboard_charts.hpp"

#include "ask/chart.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace parlance::ask {

namespace {

/// Rows of a chart, as they are written.
class Rows {
public:
    explicit Rows(std::vector<ResultColumn> columns) : made_{columns, Batch(columns.size())} {}

    Rows& text(std::string_view text) {
        made_.rows.add(CellKind::text, text);
        return *this;
    }
    Rows& number(double number) {
        made_.rows.add(CellKind::number, engine::number_text(number));
        return *this;
    }
    Rows& number(std::int64_t number) {
        made_.rows.add(CellKind::number, std::to_string(number));
        return *this;
    }
    [[nodiscard]] ResultSet take() { return std::move(made_); }

private:
    ResultSet made_;
};

std::string day_text(Instant day) {
    return rfc3339(day).substr(0, 10);
}

/// How the queries of each day ended.
ResultSet queries_per_day(const store::Overview& overview) {
    Rows rows({{"day", Type::date}, {"outcome", Type::text}, {"queries", Type::integer}});
    for (const store::DayFigures& day : overview.days) {
        const std::string date = day_text(day.day);
        for (const auto& [outcome, count] :
             std::initializer_list<std::pair<const char*, std::int64_t>>{
                 {"answered", day.answered},
                 {"unanswered", day.unanswered},
                 {"failed", day.failed},
                 {"cancelled", day.cancelled},
             })
            rows.text(date).text(outcome).number(count);
    }
    return rows.take();
}

/// Days without answers have no time that they took.
ResultSet latency_per_day(const store::Overview& overview) {
    Rows rows({{"day", Type::date}, {"share", Type::text}, {"milliseconds", Type::real}});
    for (const store::DayFigures& day : overview.days) {
        if (day.answered == 0) continue;
        const std::string date = day_text(day.day);
        rows.text(date).text("median").number(day.median_ms);
        rows.text(date).text("95 %").number(day.p95_ms);
    }
    return rows.take();
}

ResultSet queries_per_source(
    const store::Overview& overview,
    const std::function<std::string(std::string_view)>& name_of
) {
    Rows rows({{"source", Type::text}, {"queries", Type::integer}});
    for (const store::SourceFigures& source : overview.sources)
        rows.text(name_of(source.connection_id)).number(source.queries);
    return rows.take();
}

ResultSet errors(const store::Overview& overview) {
    Rows rows({{"error", Type::text}, {"queries", Type::integer}});
    for (const store::ErrorFigures& error : overview.errors)
        rows.text(error.code).number(error.count);
    return rows.take();
}

std::optional<UsageChart>
drawn(std::string id, std::string title, ResultSet result, std::string_view wish) {
    Chart chart = chart_for(result, {}, wish);
    if (!chart.specification) return std::nullopt;
    return UsageChart{
        std::move(id), std::move(title), std::move(result), std::move(*chart.specification)
    };
}

}  // namespace

std::vector<UsageChart> usage_charts(
    const store::Overview& overview,
    const std::function<std::string(std::string_view)>& name_of
) {
    std::vector<UsageChart> charts;
    if (overview.total.queries == 0) return charts;
    const auto add = [&](std::optional<UsageChart> chart) {
        if (chart) charts.push_back(std::move(*chart));
    };
    add(drawn(
        "queries", "Queries per day", queries_per_day(overview), "as a stacked bar chart by outcome"
    ));
    add(drawn("latency", "Time to answer per day", latency_per_day(overview), "as a line chart"));
    add(drawn(
        "sources", "Queries per source", queries_per_source(overview, name_of), "as a bar chart"
    ));
    add(drawn("errors", "Most frequent errors", errors(overview), "as a bar chart"));
    return charts;
}

}  // namespace parlance::ask
