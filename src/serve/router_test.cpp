#include "serve/router.hpp"

#include "base/error.hpp"
#include "serve/query_string.hpp"

#include <gtest/gtest.h>

namespace parlance::serve {
namespace {

struct Connection {
    std::string connection_id;
};
BOOST_DESCRIBE_STRUCT(Connection, (), (connection_id))

Task<void> nothing(Services&, Call&) {
    co_return;
}

Operation made(Method method, std::string_view path, std::string_view id) {
    return operation({.method = method, .path = path, .id = id}, &nothing);
}

class RouterTest : public ::testing::Test {
protected:
    std::string id_of(std::string_view method, std::string_view path) const {
        const auto match = router_.find(method, path);
        if (!match) return "none";
        return match->operation == nullptr ? match->allow : std::string(match->operation->facts.id);
    }

    std::vector<Operation> operations_{
        made(Method::get, "/things", "list"),
        made(Method::post, "/things", "make"),
        made(Method::post, "/things/sample", "sample"),
        made(Method::get, "/things/{thing_id}", "get"),
        made(Method::remove, "/things/{thing_id}", "remove"),
        made(Method::get, "/things/{thing_id}/test", "test"),
        made(Method::get, "/{anything}", "any"),
    };
    Router router_{operations_};
};

TEST_F(RouterTest, FindsByMethodAndPath) {
    EXPECT_EQ(id_of("GET", "/things"), "list");
    EXPECT_EQ(id_of("POST", "/things"), "make");
    EXPECT_EQ(id_of("HEAD", "/things"), "list");
    EXPECT_EQ(id_of("DELETE", "/things/7"), "remove");
    EXPECT_EQ(id_of("GET", "/things/7/test"), "test");
    EXPECT_EQ(id_of("GET", "/else"), "any");
}

TEST_F(RouterTest, PrefersLiteralsAndFallsBack) {
    EXPECT_EQ(id_of("POST", "/things/sample"), "sample");
    EXPECT_EQ(id_of("GET", "/things/sample/test"), "test");
    EXPECT_EQ(id_of("GET", "/things/sample"), "OPTIONS, POST");
}

TEST_F(RouterTest, KnowsWhatIsNotThere) {
    for (const char* path :
         {"", "/", "//", "/things/", "/things//test", "/things/7/", "/things/7/no", "/a/b", "things"
         })
        EXPECT_EQ(id_of("GET", path), "none") << path;
    EXPECT_EQ(id_of("PATCH", "/things/7"), "OPTIONS, GET, HEAD, DELETE");
    EXPECT_EQ(id_of("get", "/things"), "OPTIONS, GET, HEAD, POST");
}

TEST_F(RouterTest, DecodesParameters) {
    const auto match = router_.find("GET", "/things/a%2Fb%20c+d");
    ASSERT_TRUE(match);
    const PathValues expected{{"thing_id", "a/b c+d"}};
    EXPECT_EQ(match->values, expected);
    EXPECT_THROW((void)router_.find("GET", "/things/%c3"), Error);
    EXPECT_THROW((void)router_.find("GET", "/things/%4"), Error);
}

TEST(Router, RefusesTwoOperationsOnOnePath) {
    const std::vector<Operation> operations{
        made(Method::get, "/a/{x}", "one"),
        made(Method::get, "/a/{y}", "two"),
    };
    EXPECT_THROW(Router{operations}, std::logic_error);
}

TEST(QueryString, ReadsNamesAndValues) {
    const auto values = query_values("a=1&b=x+y%26z&&c&d=&=e");
    const std::vector<std::pair<std::string, std::string>> expected{
        {"a", "1"}, {"b", "x y&z"}, {"c", ""}, {"d", ""}, {"", "e"}
    };
    EXPECT_EQ(values, expected);
    EXPECT_THROW((void)query_values("a=%g0"), Error);
    EXPECT_THROW((void)query_values("a=%ff"), Error);
}

}  // namespace
}  // namespace parlance::serve
