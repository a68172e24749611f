#include "ask/chart.hpp"

#include "ask/chart_words.hpp"
#include "base/cases.hpp"
#include "sql/parse.hpp"

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

struct Written {
    ResultSet result;
    std::string sql;
    std::string words;
};

/// `a:text|b:integer`, then the rows, cells parted by `|`. A line `sql …` before them is the query,
/// `words …` the wish.
Written read(const std::string& text) {
    Written made;
    std::istringstream in(text);
    std::string line;
    std::getline(in, line);
    for (; line.starts_with("sql ") || line.starts_with("words "); std::getline(in, line))
        (line[0] == 's' ? made.sql : made.words) = line.substr(line.find(' ') + 1);
    for (const std::string& each : split(line, '|')) {
        made.result.columns.push_back(
            {each.substr(0, each.find(':')), type_named(each.substr(each.find(':') + 1))}
        );
    }
    made.result.rows = Batch(made.result.columns.size());
    while (std::getline(in, line)) {
        const auto cells = split(line, '|');
        for (std::size_t index = 0; index < made.result.columns.size(); ++index)
            add_cell(made.result.rows, cells[index], made.result.columns[index].type);
    }
    return made;
}

/// The mark and, for each channel, its type and what it shows, with the grain and the order.
std::string told(const boost::json::object& chart) {
    std::string told(chart.at("mark").at("type").as_string());
    for (const auto& [name, value] : chart.at("encoding").as_object()) {
        const boost::json::object& channel = value.as_object();
        told += fmt::format("\n{}:", std::string_view(name));
        for (const char* part : {"type", "timeUnit", "aggregate", "field"}) {
            if (channel.contains(part)) told += " " + std::string(channel.at(part).as_string());
        }
        if (channel.contains("bin")) told += " in bins";
        const boost::json::value* sort = channel.if_contains("sort");
        if (sort != nullptr && !sort->is_null()) told += " sort " + boost::json::serialize(*sort);
    }
    return told;
}

std::string chart_of(const cases::Case& one) {
    const Written written = read(one.text);
    const std::string sql = written.sql.empty() ? "SELECT 1" : written.sql;
    const Chart chart = chart_for(written.result, sql::parse(sql), written.words);
    if (written.sql.empty() && written.words.empty())
        return chart.specification ? told(*chart.specification) : "none";
    std::string text = words_of(chart.kind);
    if (chart.specification) text += ": " + told(*chart.specification);
    return chart.note.empty() ? text : text + "\n" + chart.note;
}

/// The chart that an instruction names.
std::string named(const cases::Case& one) {
    const auto kind = chart_named(one.text);
    return kind ? words_of(*kind) : "none";
}

std::string answer(const cases::Case& one) {
    if (one.command == "without") return "[" + without_chart(one.text) + "]";
    return one.command == "named" ? named(one) : chart_of(one);
}

const bool registered = cases::register_all("ask", answer, "chart");

TEST(Chart, HoldsNoRowsAndNoCode) {
    Batch rows(2);
    for (const char* name : {"secret-a", "secret-b"}) {
        rows.add(CellKind::text, name);
        rows.add(CellKind::number, "1");
    }
    const ResultSet result{{{"name", Type::text}, {"n", Type::integer}}, std::move(rows)};
    const auto chart = chart_for(result, sql::parse("SELECT name, n FROM t"), "").specification;
    ASSERT_TRUE(chart);
    EXPECT_EQ(boost::json::serialize(*chart).find("secret"), std::string::npos);
    EXPECT_EQ(chart->at("data"), (boost::json::object{{"name", "result"}}));
}

ResultSet counts() {
    ResultSet result{{{"status", Type::text}, {"n", Type::integer}}, Batch(2)};
    for (const char* name : {"paid", "open"}) {
        result.rows.add(CellKind::text, name);
        result.rows.add(CellKind::number, "3");
    }
    return result;
}

TEST(Chart, BarsBeginAtZero) {
    const sql::Query query = sql::parse("SELECT status, count(*) AS n FROM orders GROUP BY status");
    const Chart chart = chart_for(counts(), query, "");
    ASSERT_TRUE(chart.specification);
    const auto& y = chart.specification->at("encoding").at("y");
    EXPECT_EQ(y.at("scale"), (boost::json::object{{"zero", true}}));
    EXPECT_EQ(y.at("title"), "N");
    EXPECT_EQ(chart.specification->at("usermeta"), (boost::json::object{{"kind", "bar"}}));
}

TEST(Chart, TitlesSayWhatADatabaseLeavesOut) {
    ResultSet result = counts();
    result.columns[1].name = "sum";
    const sql::Query query =
        sql::parse("SELECT status, sum(net_price) FROM orders GROUP BY status");
    const Chart chart = chart_for(result, query, "");
    EXPECT_EQ(chart.specification->at("encoding").at("y").at("title"), "Total net price");
}

}  // namespace
}  // namespace parlance::ask
