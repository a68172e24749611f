#include "ask/chart_draw.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace parlance::ask::draw {

namespace json = boost::json;

namespace {

constexpr std::size_t dots_max = 60;  ///< a line with more points is drawn without them

struct Grain {
    std::string_view name;
    std::string_view unit;
    std::string_view format;
};

/// All in UTC: a day of the source must not become the day before it west of Greenwich.
constexpr auto grains = std::to_array<Grain>({
    {"year", "utcyear", "%Y"},
    {"quarter", "utcyearquarter", "%Y Q%q"},
    {"month", "utcyearmonth", "%b %Y"},
    {"week", "utcyearmonthdate", "%d %b %Y"},
    {"day", "utcyearmonthdate", "%d %b %Y"},
    {"hour", "utcyearmonthdatehours", "%d %b %H:%M"},
    {"minute", "utcyearmonthdatehoursminutes", "%d %b %H:%M"},
});

const Grain* grain_of(const Field& field) {
    const auto found = std::ranges::find(grains, field.grain, &Grain::name);
    return field.role != Role::moment || found == grains.end() ? nullptr : &*found;
}

/// Vega-Lite reads dots and brackets in a field as paths into the record.
std::string escaped(std::string_view name) {
    std::string text;
    for (const char each : name) {
        if (each == '.' || each == '[' || each == ']' || each == '\\' || each == '\'' ||
            each == '"')
            text += '\\';
        text += each;
    }
    return text;
}

json::object channel(const Field& field, std::string_view type) {
    return {{"field", escaped(field.name)}, {"type", type}, {"title", field.title}};
}

/// Truncated to the grain of the query, and written in it.
void add_grain(json::object& made, const Field& field) {
    const Grain* grain = grain_of(field);
    if (grain == nullptr) {
        if (made.at("type") == "temporal") made["scale"] = {{"type", "utc"}};
        return;
    }
    made["timeUnit"] = grain->unit;
    made["axis"] = {{"format", grain->format}};
}

json::value order(bool descending) {
    return descending ? "descending" : "ascending";
}

/// How values that are told apart are ordered: as the query orders them; `null` keeps the order of
/// the rows, which is the answer's own.
json::value sort_of(const Field& field, const Field& measure) {
    if (measure.descending)
        return json::object{
            {"field", escaped(measure.name)}, {"op", "sum"}, {"order", order(*measure.descending)}
        };
    const bool counted = field.role == Role::moment || field.role == Role::part;
    return counted ? order(field.descending.value_or(false)) : nullptr;
}

/// A channel of values that stand beside each other.
json::object discrete(const Field& field, const Field& measure) {
    const bool counted = field.role == Role::moment || field.role == Role::part;
    json::object made = channel(field, counted ? "ordinal" : "nominal");
    if (counted) add_grain(made, field);
    made["sort"] = sort_of(field, measure);
    return made;
}

/// A channel along which one may go on: time, numbers, or else the values side by side.
json::object continuous(const Field& field, const Field& measure) {
    if (field.role == Role::moment) {
        json::object made = channel(field, "temporal");
        add_grain(made, field);
        if (field.descending.value_or(false)) made["sort"] = "descending";
        return made;
    }
    if (field.number && (field.role == Role::measure || field.role == Role::category)) {
        json::object made = channel(field, "quantitative");
        made["scale"] = {{"zero", false}};
        if (field.descending.value_or(false)) made["sort"] = "descending";
        return made;
    }
    return discrete(field, measure);
}

/// A length or an area: it begins at zero, or it would lie.
json::object length(const Field& measure) {
    json::object made = channel(measure, "quantitative");
    made["scale"] = {{"zero", true}};
    return made;
}

json::object colour(const Field& field) {
    json::object made = channel(field, "nominal");
    if (const Grain* grain = grain_of(field)) {
        made["type"] = "ordinal";
        made["timeUnit"] = grain->unit;
        made["legend"] = {{"format", grain->format}};
    } else {
        made["sort"] = nullptr;
    }
    return made;
}

json::object specification(json::object mark, json::object encoding) {
    mark["tooltip"] = true;
    return {
        {"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
        {"data", {{"name", "result"}}},
        {"mark", std::move(mark)},
        {"encoding", std::move(encoding)},
    };
}

}  // namespace

json::object
bars(const Field& category, const Field& measure, const Field* series, Stacking how, bool lying) {
    json::object encoding{
        {lying ? "y" : "x", discrete(category, measure)},
        {lying ? "x" : "y", length(measure)},
    };
    if (series != nullptr) {
        encoding["color"] = colour(*series);
        if (how == Stacking::beside)
            encoding[lying ? "yOffset" : "xOffset"] = {{"field", escaped(series->name)}};
    }
    return specification({{"type", "bar"}}, std::move(encoding));
}

json::object line(const Field& along, const Field& measure, const Field* series) {
    json::object encoding{
        {"x", continuous(along, measure)}, {"y", channel(measure, "quantitative")}
    };
    if (series != nullptr) encoding["color"] = colour(*series);
    return specification(
        {{"type", "line"}, {"point", along.distinct <= dots_max}}, std::move(encoding)
    );
}

json::object area(const Field& along, const Field& measure, const Field* series) {
    json::object encoding{{"x", continuous(along, measure)}, {"y", length(measure)}};
    if (series != nullptr) encoding["color"] = colour(*series);
    return specification({{"type", "area"}, {"line", true}}, std::move(encoding));
}

json::object points(const Field& first, const Field& second, const Field* series) {
    const auto place = [](const Field& field, const Field& other) {
        if (!field.number) return continuous(field, other);
        json::object made = channel(field, "quantitative");
        made["scale"] = {{"zero", false}};
        return made;
    };
    json::object encoding{{"x", place(first, second)}, {"y", place(second, first)}};
    if (series != nullptr) {
        encoding["color"] = colour(*series);
        encoding["shape"] = colour(*series);
    }
    return specification({{"type", "point"}}, std::move(encoding));
}

json::object pie(const Field& parts, const Field& measure) {
    json::object encoding{{"theta", channel(measure, "quantitative")}, {"color", colour(parts)}};
    if (measure.descending)
        encoding["order"] = {
            {"field", escaped(measure.name)},
            {"type", "quantitative"},
            {"sort", order(*measure.descending)},
        };
    return specification({{"type", "arc"}}, std::move(encoding));
}

json::object histogram(const Field& measure) {
    json::object across = channel(measure, "quantitative");
    across["bin"] = {{"maxbins", 20}};
    json::object up{{"aggregate", "count"}, {"type", "quantitative"}, {"title", "Number of rows"}};
    return specification({{"type", "bar"}}, {{"x", std::move(across)}, {"y", std::move(up)}});
}

json::object heat_map(const Field& across, const Field& down, const Field& measure) {
    json::object encoding{
        {"x", discrete(across, across)},
        {"y", discrete(down, down)},
        {"color", channel(measure, "quantitative")},
    };
    return specification({{"type", "rect"}}, std::move(encoding));
}

json::object number(const Field& measure) {
    json::object text = channel(measure, "quantitative");
    text["format"] = ",";
    return specification({{"type", "text"}, {"fontSize", 48}}, {{"text", std::move(text)}});
}

}  // namespace parlance::ask::draw
