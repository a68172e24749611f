#include "agents/prompt.hpp"

#include "agents/answers.hpp"
#include "agents/data.hpp"
#include "agents/numbers.hpp"
#include "base/cases.hpp"
#include "base/json.hpp"

#include <boost/algorithm/string.hpp>

namespace parlance::agents {

// Sheets of cases are JSON; what they leave out takes its default.
BOOST_DESCRIBE_STRUCT(SheetColumn, (), (name, type, comment, nullable, masked, samples))
BOOST_DESCRIBE_STRUCT(SheetTable, (), (schema, name, comment, columns, primary_key))
BOOST_DESCRIBE_STRUCT(SheetValue, (), (words, column, value))
BOOST_DESCRIBE_STRUCT(SheetTerm, (), (phrase, meaning))
BOOST_DESCRIBE_STRUCT(SheetExample, (), (question, sql))
BOOST_DESCRIBE_STRUCT(Sheet, (), (tables, joins, values, terms, examples))

constexpr auto notes(const SheetColumn*) {
    using json::note;
    return std::array{
        note("comment").optional(),
        note("nullable").optional(),
        note("masked").optional(),
        note("samples").optional()
    };
}
constexpr auto notes(const SheetTable*) {
    using json::note;
    return std::array{
        note("schema").optional(),
        note("comment").optional(),
        note("columns").optional(),
        note("primary_key").optional()
    };
}
constexpr auto notes(const Sheet*) {
    using json::note;
    return std::array{
        note("tables").optional(),
        note("joins").optional(),
        note("values").optional(),
        note("terms").optional(),
        note("examples").optional()
    };
}

namespace {

Told told_of(std::string_view words) {
    Told told;
    if (words.find("names") != std::string_view::npos) told.sends = Sends::names;
    if (words.find("results") != std::string_view::npos) told.sends = Sends::results;
    if (words.find("small") != std::string_view::npos) told.bytes_max = 120;
    return told;
}

std::string prompt_answer(const cases::Case& one) {
    if (one.command == "clean") {
        const auto text = json::parse("\"" + one.text + "\"");
        return quoted(text.get_string(), 20) + (is_tellable(text.get_string()) ? "" : " untold");
    }
    const auto sheet = json::read<Sheet>(one.given);
    const Told told = told_of(one.text);
    return one.command == "schema" ? schema_text(sheet, told) : hints_text(sheet, told);
}

/// Lines with cells parted by commas, the first with names; the last line, behind `>`, is the text.
std::string numbers_answer(const cases::Case& one) {
    std::vector<std::string> lines, cells;
    boost::split(lines, one.text, boost::is_any_of("\n"));
    ResultSet result;
    boost::split(cells, lines[0], boost::is_any_of(","));
    for (const std::string& name : cells)
        result.columns.push_back({name});
    result.rows = Batch(cells.size());
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        boost::split(cells, lines[i], boost::is_any_of(","));
        for (const std::string& cell : cells) {
            const bool number = cell.find_first_not_of("-.0123456789e") == std::string::npos;
            const bool dated = std::ranges::count(cell, '-') > 1;
            result.rows.add(number && !dated ? CellKind::number : CellKind::text, cell);
        }
    }
    const auto invented = invented_numbers(lines.back().substr(1), result);
    return invented.empty() ? "fine" : "invented: " + boost::join(invented, "; ");
}

const bool registered = cases::register_all("agents", prompt_answer, "prompt") &&
                        cases::register_all("agents", numbers_answer, "numbers");

void check_strict(const boost::json::value& schema) {
    if (const auto* items = schema.as_object().if_contains("items")) check_strict(*items);
    if (schema.at("type") != "object") return;
    EXPECT_FALSE(schema.at("additionalProperties").as_bool());
    EXPECT_EQ(schema.at("required").as_array().size(), schema.at("properties").as_object().size());
    for (const auto& property : schema.at("properties").as_object())
        check_strict(property.value());
}

/// The members of a schema and of the shape that reads its answers.
void check_same(const boost::json::value& schema, const json::Shape& shape) {
    if (shape.kind == json::Kind::list) return check_same(schema.at("items"), shape.inner());
    if (shape.kind != json::Kind::object) return;
    EXPECT_EQ(schema.at("properties").as_object().size(), shape.fields.size()) << shape.name;
    for (const json::Field& field : shape.fields)
        check_same(schema.at("properties").at(field.name), field.shape());
}

TEST(Answers, AreAskedForAsTheyAreReadAndStrictly) {
    const auto schemas = json::parse(data::answers);
    for (const auto& schema : schemas.as_object())
        check_strict(schema.value());
    check_same(schemas.at("link"), json::shape_of<LinkAnswer>());
    check_same(schemas.at("write"), json::shape_of<WriteAnswer>());
    check_same(schemas.at("draw"), json::shape_of<DrawAnswer>());
    check_same(schemas.at("narrate"), json::shape_of<NarrateAnswer>());
    check_same(schemas.at("tiles"), json::shape_of<TilesAnswer>());
    check_same(schemas.at("describe"), json::shape_of<DescribeAnswer>());
}

TEST(Answers, AreReadForgivinglyButNotLoosely) {
    const auto read = [](std::string_view text) {
        return read_answer<WriteAnswer>(json::parse(text).as_object());
    };
    const auto answer =
        read(R"({"thoughts":1,"candidates":[{"sql":"SELECT 1","score":2}],"missing":null})");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->candidates.at(0).sql, "SELECT 1");
    EXPECT_FALSE(read(R"({"candidates":"SELECT 1"})"));
    EXPECT_FALSE(read(R"({"candidates":[{"reason":"none"}]})"));
}

TEST(Answers, SqlIsOneBareStatement) {
    EXPECT_EQ(sql_of(" ```sql\nSELECT 1;\n``` "), "SELECT 1");
    EXPECT_EQ(sql_of("```SELECT 1```"), "```SELECT 1```");
    EXPECT_EQ(sql_of("SELECT 1 ; ;"), "SELECT 1");
    EXPECT_EQ(sql_of(std::string(20'000, 'x')), "");
    EXPECT_EQ(sql_of("SELECT '\xff'"), "");
}

TEST(Prompt, StaysWithinItsBoundWhateverTheSheet) {
    Sheet sheet;
    for (int table = 0; table < 300; ++table) {
        SheetTable one{.name = "t" + std::to_string(table), .comment = std::string(5'000, 'c')};
        for (int column = 0; column < 1'000; ++column)
            one.columns.push_back({.name = "c" + std::to_string(column), .type = "text"});
        sheet.tables.push_back(std::move(one));
        sheet.terms.push_back({std::string(10'000, 'p'), std::string(10'000, 'm')});
        sheet.examples.push_back({std::string(10'000, 'q'), std::string(100'000, 's')});
        sheet.joins.emplace_back(100, 'j');
    }
    EXPECT_LT(schema_text(sheet, {}).size(), 80'000);
    EXPECT_GT(schema_text(sheet, {}).size(), 10'000);
    EXPECT_LT(hints_text(sheet, {}).size(), 400'000);
}

}  // namespace
}  // namespace parlance::agents
