#include "base/error.hpp"
#include "sql/adopt.hpp"
#include "sql/data.hpp"
#include "sql/render.hpp"
#include "sql/testing/corpus.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

namespace parlance::sql {
namespace {

std::set<std::string> function_names() {
    // Names of other products that are put in our words.
    std::set<std::string> names{"ifnull",   "isnull",   "iif",      "if",          "instr",
                                "datediff", "date_add", "date_sub", "strftime",    "julianday",
                                "datetime", "date",     "time",     "date_format", "group_concat",
                                "year",     "month",    "day",      "dayofyear",   "last_day",
                                "truncate", "curdate",  "getdate",  "rand",        "total",
                                "sumif",    "countif",  "locate"};
    std::istringstream lines{std::string(data::functions)};
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.front() != '#') names.insert(line.substr(0, line.find(' ')));
    }
    return names;
}

std::string called(const std::string& name, std::size_t count, const std::string& argument) {
    std::string text = "SELECT " + name + "(";
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : ", ") + argument;
    return text + ")";
}

/// Whether the statement is written or refused; either will do.
void try_out(const std::string& text, Dialect dialect) {
    try {
        Query query = testing::read(text, dialect);
        adopt_functions(query, dialect);
        (void)render(query, dialect);
    } catch (const Error&) {
        return;
    }
}

TEST(Arity, NoNumberOfArgumentsCrashes) {
    constexpr std::size_t arguments_max = 5;
    std::size_t tried = 0;
    for (const std::string& name : function_names()) {
        for (std::size_t count = 0; count <= arguments_max; ++count) {
            for (const char* argument : {"1", "'day'", "DATE '2024-05-31'", "NULL", "a.b"}) {
                for (const Dialect dialect : {Dialect::postgres, Dialect::sqlite, Dialect::duckdb})
                    try_out(called(name, count, argument), dialect);
                ++tried;
            }
        }
    }
    EXPECT_GT(tried, 5'000);
}

}  // namespace
}  // namespace parlance::sql
