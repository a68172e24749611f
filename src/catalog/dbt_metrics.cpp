#include "catalog/dbt_metrics.hpp"

#include "engine/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace parlance::catalog {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using std::unexpected;

constexpr int depth_max = 8;

/// Where newer files say it, and where older ones do.
const value* said_of(const object& metric, std::string_view key) {
    if (const value* direct = metric.if_contains(key)) return direct;
    return object_of(metric, "type_params").if_contains(key);
}

std::string_view text_said(const object& metric, std::string_view key) {
    const value* found = said_of(metric, key);
    return found != nullptr && found->is_string() ? engine::trimmed(found->get_string())
                                                  : std::string_view();
}

std::string name_in(const value& input) {
    if (input.is_string()) return std::string(engine::trimmed(input.get_string()));
    return input.is_object() ? std::string(text_of(input.get_object(), "name")) : std::string();
}

void add_filters(const object& item, std::vector<std::string>& filters) {
    const value* found = item.if_contains("filter");
    if (found == nullptr) return;
    if (found->is_string()) filters.emplace_back(engine::trimmed(found->get_string()));
    if (!found->is_array()) return;
    for (const value& each : found->get_array())
        if (each.is_string()) filters.emplace_back(engine::trimmed(each.get_string()));
}

/// What `Dimension('order__status')` and the like stand for; empty when it is of another model.
std::string named_in(std::string_view call, const DbtModel& model) {
    call = engine::trimmed(call);
    const std::size_t open = call.find('(');
    const std::size_t quote = call.find_first_of("'\"");
    if (open == call.npos || quote == call.npos || quote < open) return {};
    const std::size_t end = call.find(call[quote], quote + 1);
    if (end == call.npos || engine::trimmed(call.substr(end + 1)) != ")") return {};
    const std::string_view function = engine::trimmed(call.substr(0, open));
    const std::string path(call.substr(quote + 1, end - quote - 1));
    const auto in = [](const std::map<std::string, std::string>& names, const std::string& name) {
        const auto found = names.find(name);
        return found == names.end() ? std::string() : found->second;
    };
    if (function == "Entity") return in(model.entities, path);
    if (function != "Dimension" && function != "TimeDimension") return {};
    const std::size_t cut = path.find("__");
    if (cut == path.npos) return in(model.dimensions, path);
    const bool own = model.primary.empty() || path.substr(0, cut) == model.primary;
    return own ? in(model.dimensions, path.substr(cut + 2)) : std::string();
}

/// A filter as SQL; nothing when it speaks of what the model does not have.
std::string condition_of(std::string_view filter, const DbtModel& model) {
    std::string condition;
    while (true) {
        const std::size_t begin = filter.find("{{");
        condition += filter.substr(0, begin);
        if (begin == filter.npos) break;
        const std::size_t end = filter.find("}}", begin);
        if (end == filter.npos) return {};
        const std::string named = named_in(filter.substr(begin + 2, end - begin - 2), model);
        if (named.empty()) return {};
        condition += fmt::format("({})", named);
        filter.remove_prefix(end + 2);
    }
    return has_template(condition) ? std::string() : std::string(engine::trimmed(condition));
}

bool in_word(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
           (each >= '0' && each <= '9') || each == '_';
}

/// The expression with the names of metrics replaced by their formulas; texts stay as they are.
std::string with_names(std::string_view text, const std::map<std::string, std::string>& formulas) {
    std::string made;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (text[at] == '\'') {
            end = std::min(text.find('\'', end), text.size() - 1) + 1;
        } else if (in_word(text[at])) {
            while (end < text.size() && in_word(text[end]))
                ++end;
        }
        const std::string word(text.substr(at, end - at));
        const auto found = formulas.find(word);
        made += found == formulas.end() ? word : fmt::format("({})", found->second);
        at = end;
    }
    return made;
}

struct Aggregation {
    std::string_view name;
    std::string_view form;  ///< with a place for the expression
};
constexpr std::array aggregations{
    Aggregation{"sum", "sum({})"},
    Aggregation{"count", "count({})"},
    Aggregation{"count_distinct", "count(DISTINCT {})"},
    Aggregation{"average", "avg({})"},
    Aggregation{"avg", "avg({})"},
    Aggregation{"min", "min({})"},
    Aggregation{"max", "max({})"},
    Aggregation{"sum_boolean", "sum(CASE WHEN {} THEN 1 ELSE 0 END)"},
};

/// The figure over all rows; empty when its kind is not taken.
std::string aggregated(std::string_view agg, std::string_view expression) {
    const bool each_row = expression == "1" || expression == "*";
    if ((agg == "count" || agg == "sum") && each_row) return "count(*)";
    const auto found = std::ranges::find(aggregations, agg, &Aggregation::name);
    if (found == aggregations.end()) return {};
    return fmt::format(fmt::runtime(found->form), expression);
}

}  // namespace

void DbtMetrics::add_measure(DbtFigure measure) {
    std::string name(text_of(*measure.said, "name"));
    if (!measures_.emplace(name, std::move(measure)).second) return;
    measured_.push_back(std::move(name));
}

void DbtMetrics::add_metric(DbtFigure metric) {
    std::string name(text_of(*metric.said, "name"));
    std::string pointer = metric.pointer;
    if (metrics_.emplace(name, std::move(metric)).second)
        order_.push_back(std::move(name));
    else
        report_.pass(std::move(pointer), std::move(name), "An earlier metric is called so.");
}

DbtMetrics::Found DbtMetrics::formula_of(const DbtFigure& figure, const Filters& filters) const {
    const object& said = *figure.said;
    if (said_of(said, "non_additive_dimension") != nullptr)
        return unexpected("It may not be summed over every dimension, which is not kept.");
    const std::string_view agg = text_said(said, "agg");
    std::string expression(text_said(said, "expr"));
    if (expression.empty()) expression = agg == "count" ? "1" : std::string(text_of(said, "name"));
    if (has_template(expression)) return unexpected("Its expression is a template.");
    std::string text = aggregated(agg, expression);
    if (text.empty())
        return unexpected(fmt::format("The aggregation {} is not taken.", agg.empty() ? "?" : agg));
    std::vector<std::string> conditions;
    for (const std::string& filter : filters) {
        conditions.push_back(condition_of(filter, *figure.model));
        if (conditions.back().empty())
            return unexpected("Its filter speaks of another model, or of a point in time.");
    }
    if (!conditions.empty())
        text += fmt::format(" FILTER (WHERE {})", fmt::join(conditions, " AND "));
    return Formula{figure.model->table, std::move(text)};
}

DbtMetrics::Found DbtMetrics::of_simple(const DbtFigure& metric, Filters filters) const {
    if (metric.model != nullptr && !text_said(*metric.said, "agg").empty())
        return formula_of(metric, filters);
    const value* input = said_of(*metric.said, "measure");
    const std::string name = input == nullptr ? std::string() : name_in(*input);
    const auto measure = measures_.find(name);
    if (measure == measures_.end())
        return unexpected(fmt::format("This file has no measure {}.", name.empty() ? "?" : name));
    if (const object* more = input->if_object()) add_filters(*more, filters);
    return formula_of(measure->second, filters);
}

DbtMetrics::Found DbtMetrics::of_input(const value& input, Filters filters, int depth) const {
    const object* more = input.if_object();
    if (more != nullptr && (more->contains("offset_window") || more->contains("offset_to_grain")))
        return unexpected("It compares with an earlier time; ask for that in words instead.");
    if (more != nullptr) add_filters(*more, filters);
    const std::string name = name_in(input);
    if (const auto metric = metrics_.find(name); metric != metrics_.end())
        return of_metric(metric->second, std::move(filters), depth);
    if (const auto measure = measures_.find(name); measure != measures_.end())
        return formula_of(measure->second, filters);
    return unexpected(fmt::format("This file has no metric {}.", name.empty() ? "?" : name));
}

DbtMetrics::Found DbtMetrics::of_ratio(const DbtFigure& metric, const Filters& filters, int depth)
    const {
    const value* above = said_of(*metric.said, "numerator");
    const value* below = said_of(*metric.said, "denominator");
    if (above == nullptr || below == nullptr)
        return unexpected("It has no numerator or no denominator.");
    Found first = of_input(*above, filters, depth);
    if (!first) return first;
    const Found second = of_input(*below, filters, depth);
    if (!second) return second;
    if (first->table != second->table) return unexpected("Its parts are of different tables.");
    first->text = fmt::format("({}) / ({})", first->text, second->text);
    return first;
}

DbtMetrics::Found DbtMetrics::of_derived(const DbtFigure& metric, const Filters& filters, int depth)
    const {
    const std::string_view expression = text_said(*metric.said, "expr");
    const value* inputs = said_of(*metric.said, "input_metrics");
    if (inputs == nullptr) inputs = said_of(*metric.said, "metrics");
    if (expression.empty() || inputs == nullptr || !inputs->is_array() ||
        inputs->get_array().empty())
        return unexpected("It has no expression or no metrics to make it of.");
    Formula made;
    std::map<std::string, std::string> formulas;
    for (const value& input : inputs->get_array()) {
        Found found = of_input(input, filters, depth);
        if (!found) return found;
        if (made.table != nullptr && made.table != found->table)
            return unexpected("Its parts are of different tables.");
        made.table = found->table;
        const object* more = input.if_object();
        std::string alias(more == nullptr ? "" : text_of(*more, "alias"));
        formulas[alias.empty() ? name_in(input) : alias] = std::move(found->text);
    }
    made.text = with_names(expression, formulas);
    return made;
}

DbtMetrics::Found DbtMetrics::of_metric(const DbtFigure& metric, Filters filters, int depth) const {
    if (depth == depth_max) return unexpected("Its metrics are made of each other.");
    add_filters(*metric.said, filters);
    const object& inner = object_of(*metric.said, "type_params");
    add_filters(inner, filters);
    const std::string_view type = text_of(*metric.said, "type");
    if (type == "simple" || type.empty()) return of_simple(metric, std::move(filters));
    if (type == "ratio") return of_ratio(metric, filters, depth + 1);
    if (type == "derived") return of_derived(metric, filters, depth + 1);
    return unexpected(fmt::format("Metrics of the type {} are not taken.", type));
}

void DbtMetrics::teach_one(const DbtFigure& figure, const Found& found) {
    const std::string name(text_of(*figure.said, "name"));
    if (!found) return report_.pass(figure.pointer, name, found.error());
    KnowledgeTerm term{.kind = TermKind::metric};
    const std::string_view label = text_of(*figure.said, "label");
    term.phrase = label.empty() ? in_words(name) : std::string(label);
    term.table = report_.name_of(*found->table);
    term.formula = found->text;
    const std::string_view description = text_of(*figure.said, "description");
    if (!description.empty() && !has_template(description)) term.description = description;
    report_.teach(figure.pointer, name, std::move(term));
}

void DbtMetrics::teach() {
    for (const std::string& name : order_) {
        const DbtFigure& metric = metrics_.at(name);
        teach_one(metric, of_metric(metric, {}, 0));
        const value* input = said_of(*metric.said, "measure");
        if (input != nullptr) covered_.insert(name_in(*input));
    }
    for (const std::string& name : measured_) {
        if (!covered_.contains(name) && !metrics_.contains(name))
            teach_one(measures_.at(name), formula_of(measures_.at(name), {}));
    }
}

}  // namespace parlance::catalog
