#include "ask/chart_fields.hpp"

#include "ask/chart_query.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <string_view>

namespace parlance::ask {

namespace {

constexpr auto aggregates_named = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"count", "Number of "},
    {"sum", "Total "},
    {"avg", "Average "},
    {"min", "Lowest "},
    {"max", "Highest "},
});

bool is_digit(char each) {
    return std::isdigit(static_cast<unsigned char>(each)) != 0;
}

std::string lower(std::string_view text) {
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](unsigned char each) {
        return static_cast<char>(std::tolower(each));
    });
    return made;
}

/// 2024-05, 2024-05-17 and these with a time: what SQLite gives for dates.
bool reads_as_moment(std::string_view text) {
    static constexpr std::string_view shape = "dddd-dd-dd";
    if (text.size() < 7) return false;
    for (std::size_t at = 0; at < std::min(text.size(), shape.size()); ++at) {
        if (shape[at] == 'd' ? !is_digit(text[at]) : text[at] != shape[at]) return false;
    }
    return text.size() == 7 || text.size() == 10 ||
           (text.size() > 10 && (text[10] == ' ' || text[10] == 'T'));
}

bool is_year(std::string_view text) {
    int year = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), year);
    return failed == std::errc() && end == text.data() + text.size() && year >= 1000 && year < 3000;
}

/// What the values of one column have in common.
struct Values {
    bool any = false;
    bool numbers = true;
    bool moments = true;
    bool years = true;
    bool documents = false;
    bool negative = false;
    bool first_days = true;    ///< of a month: `2024-05-01`
    bool first_months = true;  ///< of a year: `2024-01-01`
    bool whole_days = true;
    std::size_t distinct = 0;
    std::size_t longest = 0;
};

void add(Values& values, const Batch::Cell& cell, std::string_view text) {
    if (cell.kind == CellKind::null) return;
    values.any = true;
    values.numbers = values.numbers && cell.kind == CellKind::number;
    values.documents = values.documents || cell.kind == CellKind::json;
    values.negative = values.negative || (cell.kind == CellKind::number && text.starts_with('-'));
    values.years = values.years && is_year(text);
    values.moments = values.moments && cell.kind == CellKind::text && reads_as_moment(text);
    values.longest = std::max(values.longest, text.size());
    if (!values.moments) return;
    const std::string_view time = text.size() > 11 ? text.substr(11, 8) : "00:00:00";
    values.whole_days = values.whole_days && std::string_view("00:00:00").starts_with(time);
    values.first_days = values.first_days && (text.size() == 7 || text.substr(8, 2) == "01");
    values.first_months = values.first_months && text.substr(5, 2) == "01";
}

Values values_of(const Batch& rows, std::size_t column) {
    Values values;
    std::set<std::string_view> seen;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const Batch::Cell& cell = rows.row(row)[column];
        const std::string_view text = rows.text(cell);
        seen.insert(text);
        add(values, cell, text);
    }
    values.distinct = seen.size();
    return values;
}

bool names_an_id(std::string_view name) {
    const std::string text = lower(name);
    return text == "id" || text.ends_with("_id") || (name.size() > 2 && name.ends_with("Id"));
}

/// A number of this name and these values is a year.
bool names_a_year(std::string_view name, const Values& values) {
    return values.years && lower(name).find("year") != std::string::npos;
}

Role role_of(const ResultColumn& column, const Values& values, const ColumnOrigin& origin) {
    if (values.documents || !values.any) return Role::other;
    if (is_moment(column.type) || values.moments) return Role::moment;
    if (!values.numbers) return names_an_id(column.name) ? Role::key : Role::category;
    if (origin.aggregate) return Role::measure;
    if (!origin.part.empty() || names_a_year(column.name, values)) return Role::part;
    if (names_an_id(column.name)) return Role::key;
    return origin.grouped ? Role::category : Role::measure;
}

/// The grain in which the moments are written, where the query does not say.
std::string grain_of(const Values& values) {
    if (!values.moments || !values.whole_days) return "";
    if (values.distinct > 1 && values.first_days && values.first_months) return "year";
    return values.distinct > 1 && values.first_days ? "month" : "day";
}

/// `total_revenue` as `Total revenue`.
std::string readable(std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, '_', ' ');
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

/// What a column is called on an axis. Names that a database makes up say only half: `sum`.
std::string title_of(const std::string& name, const ColumnOrigin& origin) {
    const bool made_up = !origin.function.empty() && name == origin.function;
    const std::string& unit = origin.grain.empty() ? origin.part : origin.grain;
    if (!unit.empty() && (made_up || name == "extract" || name == "date_part"))
        return readable(unit);
    if (!made_up) return readable(name);
    if (origin.argument.empty()) return origin.function == "count" ? "Number" : readable(name);
    std::string argument = readable(origin.argument);
    for (const auto& [function, words] : aggregates_named) {
        if (function == origin.function) return std::string(words) + lower(argument);
    }
    return readable(name) + " of " + lower(argument);
}

Field field_of(
    const ResultColumn& column,
    const Batch& rows,
    std::size_t index,
    ColumnOrigin origin
) {
    const Values values = values_of(rows, index);
    Field field{.name = column.name, .title = title_of(column.name, origin)};
    field.role = role_of(column, values, origin);
    field.number = values.any && values.numbers;
    field.aggregate = origin.aggregate;
    field.negative = values.negative;
    field.distinct = values.distinct;
    field.longest = values.longest;
    field.descending = origin.descending;
    if (field.role == Role::moment)
        field.grain = origin.grain.empty() ? grain_of(values) : std::move(origin.grain);
    if (field.role == Role::part) field.part = origin.part.empty() ? "year" : origin.part;
    return field;
}

}  // namespace

std::vector<Field>
fields_of(const std::vector<ResultColumn>& columns, const Batch& rows, const sql::Query& query) {
    const auto origins = origins_of(query, columns.size());
    std::vector<Field> fields;
    for (std::size_t index = 0; index < columns.size(); ++index)
        fields.push_back(field_of(columns[index], rows, index, origins[index]));
    return fields;
}

}  // namespace parlance::ask
