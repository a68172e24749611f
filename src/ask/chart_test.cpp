#include "ask/chart.hpp"

#include "base/cases.hpp"

#include <boost/json.hpp>

#include <sstream>

namespace parlance::ask {
namespace {

Type type_named(const std::string& name) {
    for (int value = 0; value <= static_cast<int>(Type::array); ++value) {
        if (name_of(static_cast<Type>(value)) == name) return static_cast<Type>(value);
    }
    return Type::unknown;
}

std::vector<std::string> split(const std::string& line, char by) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, by);)
        parts.push_back(part);
    return parts;
}

void add_cell(Batch& rows, const std::string& text, Type type) {
    if (text == "NULL") {
        rows.add_null();
    } else {
        rows.add(is_number(type) ? CellKind::number : CellKind::text, text);
    }
}

/// `a:text|b:integer`, then the rows, cells parted by `|`. `x12` after a row repeats it with a
/// counter for `#`.
std::string chart_of(const cases::Case& one) {
    std::istringstream in(one.text);
    std::string line;
    std::getline(in, line);
    std::vector<ResultColumn> columns;
    for (const std::string& each : split(line, '|')) {
        columns.push_back(
            {each.substr(0, each.find(':')), type_named(each.substr(each.find(':') + 1))}
        );
    }
    Batch rows(columns.size());
    while (std::getline(in, line)) {
        const auto cells = split(line, '|');
        for (std::size_t index = 0; index < columns.size(); ++index)
            add_cell(rows, cells[index], columns[index].type);
    }
    const auto chart = chart_for(columns, rows);
    if (!chart) return "none";
    std::string told(chart->at("mark").at("type").as_string());
    for (const auto& [name, channel] : chart->at("encoding").as_object()) {
        told += fmt::format(
            "\n{}: {} {}",
            std::string_view(name),
            std::string_view(channel.at("type").as_string()),
            std::string_view(channel.at("field").as_string())
        );
    }
    return told;
}

const bool registered = cases::register_all("ask", chart_of, "chart");

TEST(Chart, HoldsNoRowsAndNoCode) {
    Batch rows(2);
    for (const char* name : {"secret-a", "secret-b"}) {
        rows.add(CellKind::text, name);
        rows.add(CellKind::number, "1");
    }
    const auto chart = chart_for({{"name", Type::text}, {"n", Type::integer}}, rows);
    ASSERT_TRUE(chart);
    EXPECT_EQ(boost::json::serialize(*chart).find("secret"), std::string::npos);
    EXPECT_EQ(chart->at("data"), (boost::json::object{{"name", "result"}}));
}

}  // namespace
}  // namespace parlance::ask
