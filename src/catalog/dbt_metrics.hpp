#pragma once

#include "catalog/dbt_reading.hpp"

#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The formulas of dbt's measures and metrics.
namespace parlance::catalog {

/// What a semantic model calls the columns of its table.
struct DbtModel {
    const Table* table = nullptr;
    std::string primary;                            ///< the entity of which each row is one
    std::map<std::string, std::string> dimensions;  ///< to expressions
    std::map<std::string, std::string> entities;
};

/// Something that can be counted: of older files a measure, of newer ones a simple metric.
struct DbtFigure {
    const boost::json::object* said = nullptr;  ///< with `agg` and `expr`
    const DbtModel* model = nullptr;
    std::string pointer;
};

/// All of a file that becomes terms of kind `metric`. What it was given must outlive it.
class DbtMetrics {
public:
    explicit DbtMetrics(DbtReport& report) : report_(report) {}

    void add_measure(DbtFigure measure);
    /// A metric of the file, or of one of its models (then with `model`).
    void add_metric(DbtFigure metric);
    /// Reports each metric, and each measure that no metric stands for.
    void teach();

private:
    struct Formula {
        const Table* table = nullptr;
        std::string text;
    };
    using Found = std::expected<Formula, std::string>;  ///< or why there is none
    using Filters = std::vector<std::string>;

    Found formula_of(const DbtFigure& figure, const Filters& filters) const;
    Found of_metric(const DbtFigure& metric, Filters filters, int depth) const;
    Found of_simple(const DbtFigure& metric, Filters filters) const;
    Found of_ratio(const DbtFigure& metric, const Filters& filters, int depth) const;
    Found of_derived(const DbtFigure& metric, const Filters& filters, int depth) const;
    Found of_input(const boost::json::value& input, Filters filters, int depth) const;
    void teach_one(const DbtFigure& figure, const Found& found);

    DbtReport& report_;
    std::map<std::string, DbtFigure> measures_;
    std::map<std::string, DbtFigure> metrics_;
    std::vector<std::string> order_;     ///< of the metrics, as the file has them
    std::vector<std::string> measured_;  ///< of the measures
    std::set<std::string> covered_;      ///< measures that a metric stands for
};

}  // namespace parlance::catalog
