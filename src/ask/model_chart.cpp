#include "ask/model_chart.hpp"

#include "ask/chart_check.hpp"
#include "base/error.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace parlance::ask {

namespace json = boost::json;

namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t title_max = 120;

constexpr std::array<std::string_view, 8>
    channels{"x", "y", "color", "theta", "size", "xOffset", "text", "detail"};
constexpr std::array<std::string_view, 4> types{"quantitative", "nominal", "ordinal", "temporal"};
constexpr std::array<std::string_view, 6>
    aggregates{"sum", "mean", "median", "min", "max", "count"};
constexpr std::array<std::string_view, 6> orders{"ascending", "descending", "x", "-x", "y", "-y"};
constexpr std::array<std::string_view, 3> stackings{"zero", "normalize", "center"};
constexpr std::array<std::string_view, 8> units{
    "utcyear",
    "utcquarter",
    "utcmonth",
    "utcyearquarter",
    "utcyearmonth",
    "utcyearmonthdate",
    "utchours",
    "utcday",
};
/// A mark, and what the app calls a chart of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> marks{{
    {"bar", "bar"},
    {"line", "line"},
    {"area", "area"},
    {"point", "scatter"},
    {"circle", "scatter"},
    {"arc", "pie"},
    {"rect", "heat_map"},
    {"text", "number"},
}};

[[noreturn]] void refuse() {
    throw Error(
        Failure::upstream, "llm_bad_chart", "The model's chart cannot be drawn. Try again."
    );
}

/// A text of the closed list, if the member is one.
void copy_word(const json::object& from, std::string_view name, Words allowed, json::object& to) {
    const json::value* found = from.if_contains(name);
    if (found == nullptr || !found->is_string()) return;
    if (std::ranges::find(allowed, std::string_view(found->get_string())) != allowed.end())
        to[name] = *found;
}

std::string cut(std::string_view text) {
    std::size_t end = std::min(text.size(), title_max);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end));
}

void copy_title(const json::object& from, json::object& to) {
    const json::value* found = from.if_contains("title");
    if (found != nullptr && found->is_string()) to["title"] = cut(found->get_string());
}

/// Days are those of the source: `yearmonth` counts as `utcyearmonth`.
void copy_unit(const json::object& from, json::object& to) {
    const json::value* found = from.if_contains("timeUnit");
    if (found == nullptr || !found->is_string()) return;
    std::string unit(found->get_string());
    if (!unit.starts_with("utc")) unit.insert(0, "utc");
    if (std::ranges::find(units, unit) != units.end()) to["timeUnit"] = unit;
}

json::object channel(const json::object& from) {
    json::object to;
    if (const json::value* field = from.if_contains("field")) {
        if (!field->is_string()) refuse();
        to["field"] = *field;
    }
    copy_word(from, "type", types, to);
    copy_word(from, "aggregate", aggregates, to);
    if (!to.contains("field") && (!to.contains("aggregate") || to.at("aggregate") != "count"))
        refuse();
    if (to.contains("field") && !to.contains("type")) to["type"] = "nominal";
    copy_word(from, "sort", orders, to);
    copy_word(from, "stack", stackings, to);
    const json::value* binned = from.if_contains("bin");
    if (binned != nullptr && binned->is_bool()) to["bin"] = *binned;
    copy_unit(from, to);
    copy_title(from, to);
    return to;
}

std::string_view mark_of(const json::object& chosen) {
    const json::value* mark = chosen.if_contains("mark");
    if (mark != nullptr && mark->is_object()) mark = mark->get_object().if_contains("type");
    if (mark == nullptr || !mark->is_string()) refuse();
    return mark->get_string();
}

json::object encoding(const json::object& chosen) {
    const json::value* from = chosen.if_contains("encoding");
    if (from == nullptr || !from->is_object()) refuse();
    json::object to;
    for (const std::string_view name : channels) {
        const json::value* each = from->get_object().if_contains(name);
        if (each != nullptr && each->is_object()) to[name] = channel(each->get_object());
    }
    if (to.empty()) refuse();
    return to;
}

}  // namespace

json::object chart_of_model(
    const json::object& chosen,
    const std::string& title,
    std::span<const ResultColumn> columns
) {
    const std::string_view mark = mark_of(chosen);
    const auto* kind = std::ranges::find(marks, mark, &decltype(marks)::value_type::first);
    if (kind == marks.end()) refuse();
    json::object chart{
        {"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
        {"data", {{"name", "result"}}},
        {"mark", {{"type", mark}}},
        {"encoding", encoding(chosen)},
        {"usermeta", {{"kind", kind->second}}},
    };
    if (!title.empty()) chart["title"] = cut(title);
    require_plain_chart(chart);
    if (!chart_reads(chart, columns)) refuse();
    return chart;
}

}  // namespace parlance::ask
