#include "store/migrate.hpp"

#include "base/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace parlance::store {
namespace {

class MigrateTest : public testing::Test {
protected:
    TemporaryFolder folder;
    std::string url = "sqlite:" + (folder.path() / "store.db").string();
    Database database{url};
    std::vector<Migration> two{
        {"0001_a", "CREATE TABLE a (x BIGINT);\nCREATE TABLE b (x BIGINT);\n"},
        {"0002_c", "-- a comment;\nALTER TABLE a ADD COLUMN y TEXT;\n"},
    };
};

TEST_F(MigrateTest, AppliesWhatIsMissingOnce) {
    EXPECT_EQ(migrate(database, System{}, {two[0]}), std::vector<std::string>{"0001_a"});
    EXPECT_FALSE(migration_status(database, System{}, two)[1].applied_at);
    EXPECT_EQ(migrate(database, System{}, two), std::vector<std::string>{"0002_c"});
    EXPECT_TRUE(migrate(database, System{}, two).empty());
    EXPECT_TRUE(migration_status(database, System{}, two)[1].applied_at);
}

TEST_F(MigrateTest, RefusesAChangedStep) {
    migrate(database, System{}, two);
    two[0].sql += "\n";
    EXPECT_THROW(migrate(database, System{}, two), Error);
}

TEST_F(MigrateTest, RefusesANewerStore) {
    migrate(database, System{}, two);
    two.pop_back();
    EXPECT_THROW(migrate(database, System{}, two), Error);
}

TEST_F(MigrateTest, AFailingStepLeavesNothing) {
    two[1].sql = "CREATE TABLE c (x BIGINT);\nCREATE TABLE a (x BIGINT);\n";
    EXPECT_THROW(migrate(database, System{}, two), Error);
    EXPECT_EQ(migrate(database, System{}, {two[0]}).size(), 1);
}

TEST_F(MigrateTest, TwoProcessesAtOnceApplyEachStepOnce) {
    std::atomic<std::size_t> applied = 0;
    std::vector<std::thread> starters;
    for (int count = 0; count < 8; ++count) {
        starters.emplace_back([&] {
            Database mine(url);
            applied += migrate(mine, System{}).size();
        });
    }
    for (std::thread& starter : starters)
        starter.join();
    EXPECT_EQ(applied, embedded_migrations().size());
}

}  // namespace
}  // namespace parlance::store
