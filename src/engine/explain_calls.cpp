#include "engine/explain.hpp"
#include "engine/nouns.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <map>

namespace parlance::engine {
namespace {

std::string aggregate_words(const std::string& name) {
    static const std::map<std::string, std::string> known{
        {"sum", "the total"},
        {"avg", "the average"},
        {"min", "the lowest"},
        {"max", "the highest"},
        {"string_agg", "the joined texts of"},
        {"array_agg", "the list of"},
        {"stddev", "the standard deviation of"},
        {"bool_and", "whether all are"},
        {"bool_or", "whether any is"},
        {"lag", "the previous"},
        {"lead", "the next"},
        {"row_number", "the place"},
        {"rank", "the rank"},
        {"dense_rank", "the rank without gaps"}
    };
    const auto found = known.find(name);
    return found == known.end() ? "" : found->second;
}

bool is_column(const sql::Expr& expr) {
    return std::holds_alternative<sql::ColumnRef>(expr.node);
}

}  // namespace

std::string Explainer::call(const sql::Call& node) {
    std::string text = called(node);
    if (node.filter) text += " (only where " + condition(*node.filter) + ")";
    if (node.over) text += window(*node.over);
    return text;
}

std::string Explainer::called(const sql::Call& node) {
    const std::string name = node.name.empty() ? "" : node.name.back();
    if (name == "count") return count(node);
    if (const std::string words = aggregate_words(name); !words.empty())
        return aggregate(node, words);
    if (name == "percentile_cont" && node.within_group && node.order_by.size() == 1) {
        return fmt::format(
            "the {} quantile of {}", list(node.arguments), term(*node.order_by.front().expr)
        );
    }
    if ((name == "extract" || name == "date_trunc") && node.arguments.size() == 2) {
        const auto* unit = std::get_if<sql::Literal>(&node.arguments[0].node);
        return fmt::format(
            "the {} of {}",
            unit != nullptr ? unit->text : term(node.arguments[0]),
            term(node.arguments[1])
        );
    }
    if (name == "nullif" && node.arguments.size() == 2) return term(node.arguments[0]);
    if (name == "coalesce") return "the first that is not empty of " + list(node.arguments);
    return fmt::format("{}({})", joined(node.name, "."), list(node.arguments));
}

std::string Explainer::count(const sql::Call& node) {
    if (node.star) return "the number of rows";
    const std::string counted = list(node.arguments);
    if (!node.distinct) return "the number of rows that have " + counted;
    const bool noun = node.arguments.size() == 1 && is_column(node.arguments.front());
    return "the number of different " + (noun ? plural(counted) : counted);
}

/// `the average price`, `the total of quantity × price`, `the latest order date`.
std::string Explainer::aggregate(const sql::Call& node, const std::string& words) {
    const bool noun = node.arguments.size() == 1 && is_column(node.arguments.front());
    const bool moment = noun && is_moment(node.arguments.front());
    const std::string& name = node.name.back();
    std::string text = words;
    if (moment && name == "min") text = "the earliest";
    if (moment && name == "max") text = "the latest";
    if (!noun && (name == "sum" || name == "avg")) text += " of";
    if (!node.arguments.empty()) text += " ";
    if (node.distinct) text += "different ";
    return text + list(node.arguments);
}

std::string Explainer::window(const sql::Window& node) {
    std::vector<std::string> parts;
    if (!node.base.empty()) parts.push_back("over the window " + node.base);
    if (!node.partition_by.empty()) parts.push_back("within each " + list(node.partition_by));
    if (!node.order_by.empty()) parts.push_back("in the order of " + order(node.order_by));
    if (parts.empty()) parts.emplace_back("over all rows");
    return " (" + joined(parts, ", ") + ")";
}

}  // namespace parlance::engine
