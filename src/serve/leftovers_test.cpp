#include "serve/leftovers.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace parlance::serve {
namespace {

namespace fs = std::filesystem;

TEST(Leftovers, RemovesWhatIsUnfinishedAndNothingElse) {
    std::string name = (fs::temp_directory_path() / "parlance-XXXXXX").string();
    const fs::path folder = mkdtemp(name.data());
    fs::create_directory(folder / "tenant");
    for (const char* file :
         {"upload-01.part", "a.duckdb", "a.duckdb.import-7-1", "a.duckdb.import-7-1.wal", "b.sqlite"
         })
        std::ofstream(folder / "tenant" / file) << "x";
    remove_leftovers(folder);
    std::set<std::string> left;
    for (const auto& entry : fs::directory_iterator(folder / "tenant"))
        left.insert(entry.path().filename().string());
    EXPECT_EQ(left, (std::set<std::string>{"a.duckdb", "b.sqlite"}));
    fs::remove_all(folder);
}

TEST(Leftovers, FindsNothingWhereThereIsNoFolder) {
    remove_leftovers("/nowhere/at/all");
}

}  // namespace
}  // namespace parlance::serve
