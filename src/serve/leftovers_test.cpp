#include "serve/leftovers.hpp"

#include "base/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <set>

namespace parlance::serve {
namespace {

namespace fs = std::filesystem;

TEST(Leftovers, RemovesWhatIsUnfinishedAndNothingElse) {
    const TemporaryFolder home;
    for (const char* file :
         {"upload-01.part",
          "a.duckdb",
          "a.duckdb.import-7-1",
          "a.duckdb.import-7-1.wal",
          "b.sqlite",
          "world-7-1.part",
          "world-7-2.part.part",
          "world-cup.sqlite"})
        home.file("tenant/" + std::string(file), "x");
    remove_leftovers(home.path());
    std::set<std::string> left;
    for (const auto& entry : fs::directory_iterator(home.path() / "tenant"))
        left.insert(entry.path().filename().string());
    EXPECT_EQ(left, (std::set<std::string>{"a.duckdb", "b.sqlite", "world-cup.sqlite"}));
}

TEST(Leftovers, FindsNothingWhereThereIsNoFolder) {
    remove_leftovers("/nowhere/at/all");
}

}  // namespace
}  // namespace parlance::serve
