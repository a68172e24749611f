#include "ask/grade.hpp"

#include "base/cases.hpp"
#include "base/json.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace parlance::ask {
namespace {

std::vector<std::string> parts(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '|');)
        cells.push_back(cell);
    return cells;
}

void add_cell(Batch& rows, const std::string& cell) {
    if (cell == "∅") return rows.add_null();
    if (cell == "true" || cell == "false") return rows.add(CellKind::boolean, cell);
    if (cell.starts_with('\'')) return rows.add(CellKind::text, cell.substr(1));
    const bool number = cell.find_first_not_of("0123456789+-.eE") == std::string::npos;
    rows.add(number ? CellKind::number : CellKind::text, cell);
}

/// A line of names, then a line for each row; cells are parted by `|`, a text that looks like
/// something else begins with `'`.
Given read_table(std::istream& in) {
    Given given;
    std::string line;
    std::getline(in, line);
    for (const std::string& name : parts(line))
        given.result.columns.push_back({name, Type::text});
    given.result.rows = Batch(given.result.columns.size());
    while (std::getline(in, line) && line != "..") {
        for (const std::string& cell : parts(line))
            add_cell(given.result.rows, cell);
    }
    return given;
}

std::string told(const Graded& graded) {
    std::string text = boost::describe::enum_to_string(graded.grade, "");
    for (const GradeReason& reason : graded.reasons)
        text += "\n" + reason.code + ": " + reason.text;
    return text;
}

/// `grade`, perhaps `ordered` or `cut`; the right table, a line `..`, and the other table.
std::string answer(const cases::Case& one) {
    std::istringstream in(one.text);
    std::string options;
    std::getline(in, options);
    const Given right = read_table(in);
    Given mine = read_table(in);
    mine.truncated = options.find("cut") != std::string::npos;
    return told(grade(right, mine, options.find("ordered") != std::string::npos));
}

const bool registered = cases::register_all("ask", answer, "grade");

TEST(Grade, OfWhatHasNoRows) {
    EXPECT_EQ(
        told(grade_unanswered(Outcome::clarify)),
        "bad\nnot_answered: It asked back instead of answering."
    );
    EXPECT_EQ(
        told(grade_unanswered(Outcome::unanswerable)),
        "bad\nnot_answered: It said that it cannot answer."
    );
    EXPECT_EQ(told(grade_failed("query_timeout")), "bad\nfailed: It failed: query_timeout.");
    EXPECT_EQ(grade_without_right("sql_unknown_table").grade, Grade::needs_review);
}

/// Columns of equal content must not make it think for ever.
TEST(Grade, EndsSoonWhateverTheTables) {
    Given right{.result = {.columns = std::vector<ResultColumn>(30), .rows = Batch(30)}};
    Given mine = right;
    for (int row = 0; row < 200; ++row) {
        for (int at = 0; at < 30; ++at) {
            right.result.rows.add(CellKind::number, std::to_string((row + at) % 2));
            mine.result.rows.add(CellKind::number, std::to_string((row * at) % 2));
        }
    }
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_NE(grade(right, mine, false).grade, Grade::good);
    EXPECT_EQ(grade(right, right, true).grade, Grade::good);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

}  // namespace
}  // namespace parlance::ask
