#include "base/error.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace parlance::sql {
namespace {

void expect_identity(const std::string& text) {
    const Query once = parse(text);
    for (const std::string& written :
         {render(once, Dialect::postgres), pretty(once, Dialect::postgres)})
        EXPECT_EQ(parse(written), once) << text << "\n-> " << written;
}

TEST(RoundTrip, KeepsEveryShopQuestion) {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/shop_sql.jsonl");
    int count = 0;
    for (std::string line; std::getline(in, line); ++count) {
        const auto row = boost::json::parse(line);
        const std::string text(row.at("sql").as_string());
        try {
            expect_identity(text);
        } catch (const Error& error) {
            ADD_FAILURE() << text << "\n" << error.code() << ": " << error.message();
        }
    }
    EXPECT_EQ(count, 198);
}

}  // namespace
}  // namespace parlance::sql
