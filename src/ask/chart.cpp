#include "ask/chart.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

namespace parlance::ask {

namespace json = boost::json;

namespace {

constexpr std::size_t bars_max = 60;
constexpr std::size_t points_max = 5'000;
constexpr std::size_t series_max = 12;
constexpr std::size_t long_label = 14;

/// What a column does in a chart.
enum class Role : std::uint8_t { measure, moment, category, other };

struct Field {
    std::string name;
    Role role = Role::other;
    std::size_t distinct = 0;
    std::size_t longest = 0;
};

bool is_digit(char each) {
    return std::isdigit(static_cast<unsigned char>(each)) != 0;
}

/// 2024, 2024-05, 2024-05-17 and these with a time: what SQLite gives for dates.
bool reads_as_moment(std::string_view text) {
    static constexpr std::string_view shape = "dddd-dd-dd";
    if (text.size() < 7) return false;
    for (std::size_t at = 0; at < std::min(text.size(), shape.size()); ++at) {
        if (shape[at] == 'd' ? !is_digit(text[at]) : text[at] != shape[at]) return false;
    }
    return text.size() == 7 || text.size() == 10 ||
           (text.size() > 10 && (text[10] == ' ' || text[10] == 'T'));
}

bool names_an_id(std::string_view name) {
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](unsigned char each) {
        return std::tolower(each);
    });
    return lower == "id" || lower.ends_with("_id") || lower == "year";
}

Role role_of(const ResultColumn& column, const Batch& rows, std::size_t index) {
    if (is_moment(column.type)) return Role::moment;
    bool all_numbers = true;
    bool all_moments = true;
    bool any = false;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const Batch::Cell& cell = rows.row(row)[index];
        if (cell.kind == CellKind::null) continue;
        any = true;
        all_numbers = all_numbers && cell.kind == CellKind::number;
        all_moments =
            all_moments && cell.kind == CellKind::text && reads_as_moment(rows.text(cell));
        if (cell.kind == CellKind::json) return Role::other;
    }
    if (!any) return Role::other;
    if (all_moments) return Role::moment;
    if (all_numbers) return names_an_id(column.name) ? Role::category : Role::measure;
    return Role::category;
}

Field field_of(const ResultColumn& column, const Batch& rows, std::size_t index) {
    Field field{column.name, role_of(column, rows, index), 0, 0};
    std::set<std::string_view> seen;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::string_view text = rows.text(rows.row(row)[index]);
        seen.insert(text);
        field.longest = std::max(field.longest, text.size());
    }
    field.distinct = seen.size();
    return field;
}

bool names_are_unique(const std::vector<ResultColumn>& columns) {
    std::set<std::string_view> names;
    return std::ranges::all_of(columns, [&](const ResultColumn& each) {
        return names.insert(each.name).second;
    });
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

/// A channel that draws `field`. `sort: null` keeps the order of the rows, which is the answer's
/// own.
json::object channel(const Field& field, std::string_view type) {
    json::object made{{"field", escaped(field.name)}, {"type", type}, {"title", field.name}};
    if (type == "nominal") made["sort"] = nullptr;
    return made;
}

json::object specification(json::value mark, json::object encoding) {
    return {
        {"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
        {"data", {{"name", "result"}}},
        {"mark", std::move(mark)},
        {"encoding", std::move(encoding)},
    };
}

json::object line(const Field& when, const Field& measure, const Field* series) {
    json::object encoding{
        {"x", channel(when, "temporal")}, {"y", channel(measure, "quantitative")}
    };
    if (series != nullptr) encoding["color"] = channel(*series, "nominal");
    json::object mark{{"type", "line"}, {"point", when.distinct <= 60}, {"tooltip", true}};
    return specification(std::move(mark), std::move(encoding));
}

json::object bars(const Field& category, const Field& measure, const Field* series) {
    const bool lying = category.longest > long_label || category.distinct > 12;
    json::object encoding{
        {lying ? "y" : "x", channel(category, "nominal")},
        {lying ? "x" : "y", channel(measure, "quantitative")},
    };
    if (series != nullptr) {
        encoding["color"] = channel(*series, "nominal");
    }
    return specification(json::object{{"type", "bar"}, {"tooltip", true}}, std::move(encoding));
}

json::object points(const Field& first, const Field& second) {
    json::object encoding{
        {"x", channel(first, "quantitative")}, {"y", channel(second, "quantitative")}
    };
    return specification(json::object{{"type", "point"}, {"tooltip", true}}, std::move(encoding));
}

const Field* find(const std::vector<Field>& fields, Role role, const Field* besides = nullptr) {
    const auto found = std::ranges::find_if(fields, [&](const Field& each) {
        return each.role == role && &each != besides;
    });
    return found == fields.end() ? nullptr : &*found;
}

/// The measure to draw: the last one, because an answer names what it was asked for last (name, …,
/// total).
const Field* last_measure(const std::vector<Field>& fields) {
    const Field* found = nullptr;
    for (const Field& each : fields) {
        if (each.role == Role::measure) found = &each;
    }
    return found;
}

std::optional<json::object> choose(const std::vector<Field>& fields, std::size_t rows) {
    const Field* measure = last_measure(fields);
    if (measure == nullptr) return std::nullopt;
    const Field* when = find(fields, Role::moment);
    const Field* category = find(fields, Role::category);
    const Field* series =
        category != nullptr && category->distinct <= series_max ? category : nullptr;
    if (when != nullptr && when->distinct > 1)
        return line(*when, *measure, when->distinct == rows ? nullptr : series);
    if (category != nullptr && category->distinct <= bars_max) {
        const Field* second = find(fields, Role::category, category);
        const bool stacked =
            second != nullptr && category->distinct < rows && second->distinct <= series_max;
        if (!stacked && category->distinct < rows) return std::nullopt;
        return bars(*category, *measure, stacked ? second : nullptr);
    }
    const Field* other = find(fields, Role::measure);
    if (category == nullptr && other != measure) return points(*other, *measure);
    return std::nullopt;
}

}  // namespace

std::optional<json::object> chart_for(const std::vector<ResultColumn>& columns, const Batch& rows) {
    if (columns.size() < 2 || columns.size() > 12 || rows.rows() < 2 || rows.rows() > points_max)
        return std::nullopt;
    if (!names_are_unique(columns)) return std::nullopt;
    std::vector<Field> fields;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        fields.push_back(field_of(columns[index], rows, index));
    }
    return choose(fields, rows.rows());
}

}  // namespace parlance::ask
