#include "serve/compress.hpp"

#include "base/error.hpp"
#include "serve/negotiation.hpp"

#include <gtest/gtest.h>

namespace parlance::serve {
namespace {

TEST(Compress, ChoosesWhatTheClientLikesBest) {
    EXPECT_EQ(best_coding(""), Coding::identity);
    EXPECT_EQ(best_coding("gzip"), Coding::gzip);
    EXPECT_EQ(best_coding("gzip, deflate, br"), Coding::br);
    EXPECT_EQ(best_coding("br;q=0.1, gzip;q=0.5"), Coding::gzip);
    EXPECT_EQ(best_coding("br;q=0, gzip;q=0"), Coding::identity);
    EXPECT_EQ(best_coding("*"), Coding::br);
    EXPECT_EQ(best_coding("br;q=0, *"), Coding::gzip);
    EXPECT_EQ(best_coding("identity"), Coding::identity);
    EXPECT_EQ(best_coding("zstd, xgzip"), Coding::identity);
}

TEST(Compress, KnowsWhatBecomesSmaller) {
    EXPECT_TRUE(is_compressible("application/json"));
    EXPECT_TRUE(is_compressible("application/problem+json"));
    EXPECT_TRUE(is_compressible("text/html; charset=utf-8"));
    EXPECT_FALSE(is_compressible("image/png"));
    EXPECT_FALSE(is_compressible("font/woff2"));
}

TEST(Negotiation, TakesWildcards) {
    Operation operation{.replies = {{.what = ReplyKind::What::value}}};
    for (const char* accept :
         {"",
          "*/*",
          "application/*;q=0.8",
          "text/html, application/json",
          "application/problem+json"})
        EXPECT_NO_THROW(check_accept(operation, accept)) << accept;
    for (const char* accept : {"text/html", "application/xml", "text/*", "application/jsonx"})
        EXPECT_THROW(check_accept(operation, accept), Error) << accept;
}

TEST(Negotiation, RefusesCookiesThatCouldSplitAHeader) {
    EXPECT_THROW((void)cookie_line({.name = "a", .value = "b\r\nX: y"}, false), std::logic_error);
    EXPECT_THROW((void)cookie_line({.name = "a;b", .value = "c"}, false), std::logic_error);
}

}  // namespace
}  // namespace parlance::serve
