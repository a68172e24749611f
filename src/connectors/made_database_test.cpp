#include "connectors/made_database.hpp"

#include "base/testing/code_of.hpp"
#include "base/testing/temporary_folder.hpp"
#include "connectors/testing/run.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace parlance::connectors {
namespace {

const std::vector<NewTable> one_table{
    {"odd \"name\"",
     "CREATE TABLE \"odd \"\"name\"\"\" (id BIGINT, price DECIMAL(18,2), born DATE, note TEXT)",
     {{std::int64_t{1}, 2.25, "2024-02-03", "x'y"},
      {std::int64_t{2}, std::monostate{}, std::monostate{}, std::monostate{}}}}
};
constexpr const char* question = R"(SELECT id, price, born, note FROM "odd ""name""" ORDER BY id)";

class MadeDatabaseTest : public ::testing::TestWithParam<Dialect> {
protected:
    TemporaryFolder folder;
    BlockingPool blocking{"made", 1};
};

TEST_P(MadeDatabaseTest, HoldsWhatItWasMadeOfAndLeavesNothing) {
    {
        MadeDatabase made(folder.path() / "made.part", GetParam(), one_table, blocking);
        const ResultSet found = testing::run(made.source(), question);
        EXPECT_EQ(testing::table_of(found), "1|2.25|2024-02-03|x'y\n2|∅|∅|∅");
    }
    EXPECT_TRUE(folder.names().empty());
}

TEST_P(MadeDatabaseTest, SaysWhenTheFileCannotBeWritten) {
    const auto make = [&] {
        MadeDatabase(folder.path() / "no" / "made.part", GetParam(), one_table, blocking);
    };
    EXPECT_EQ(code_of(make), "storage_failed");
}

INSTANTIATE_TEST_SUITE_P(
    Engines,
    MadeDatabaseTest,
    ::testing::Values(Dialect::sqlite, Dialect::duckdb),
    [](const auto& info) { return std::string(name_of(info.param)); }
);

TEST(DuckdbWriter, MakesSchemas) {
    TemporaryFolder folder;
    BlockingPool blocking{"made", 1};
    NewTable table = one_table[0];
    table.name = "plain";
    table.schema = "Sales";
    table.create =
        "CREATE TABLE \"Sales\".plain (id BIGINT, price DECIMAL(18,2), born DATE, note INTERVAL)";
    table.rows[0].back() = "3 days";
    MadeDatabase made(folder.path() / "made.part", Dialect::postgres, {table}, blocking);
    const ResultSet found = testing::run(made.source(), R"(SELECT count(*) FROM "Sales".plain)");
    EXPECT_EQ(testing::table_of(found), "2");
}

}  // namespace
}  // namespace parlance::connectors
