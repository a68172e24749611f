#include "serve/openapi.hpp"

#include "serve/operations.hpp"
#include "serve/services.hpp"

#include <gtest/gtest.h>

#include <set>

namespace parlance::serve {
namespace {

struct Patch {
    std::string thing_id;
    bool force = false;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Patch, (), (thing_id, force, name))
constexpr auto notes(const Patch*) {
    return std::array{
        json::note("thing_id", "The thing."),
        json::note("force").optional().in_query(),
        json::note("name").length(1, 9),
    };
}

Task<std::variant<Patch, Rows>> change(Services&, Call&, Patch patch) {
    co_return patch;
}

Task<void> nothing(Services&, Call&) {
    co_return;
}

boost::json::object document() {
    const std::vector<Operation> all{
        operation(
            {.method = Method::patch,
             .path = "/things/{thing_id}",
             .id = "change",
             .summary = "Changes it.",
             .tag = "files",
             .access = Access::write},
            &change
        ),
        operation(
            {.path = "/open",
             .id = "open",
             .summary = "Is open.",
             .tag = "system",
             .access = Access::anyone},
            &nothing
        ),
        operation({.path = "/hidden", .id = "hidden", .documented = false}, &nothing),
    };
    return openapi(all);
}

TEST(OpenApi, PutsEachMemberWhereItStands) {
    const auto change = document().at("paths").at("/things/{thing_id}").at("patch").as_object();
    EXPECT_EQ(
        change.at("parameters"),
        json::parse(
            R"([{"name":"thing_id","in":"path","required":true,"description":"The thing.","schema":{"type":"string","description":"The thing."}},
                        {"name":"force","in":"query","required":false,"schema":{"type":"boolean"}}])"
        )
    );
    EXPECT_EQ(
        change.at("requestBody").at("content").at("application/json").at("schema"),
        json::parse(
            R"({"type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":9}},"additionalProperties":false})"
        )
    );
    const auto& content = change.at("responses").at("200").at("content");
    EXPECT_EQ(content.at("application/json").at("schema").at("oneOf").as_array().size(), 2U);
    EXPECT_TRUE(content.as_object().contains("text/csv"));
    EXPECT_EQ(change.at("security").as_array().size(), 1U);
}

TEST(OpenApi, SaysWhatIsOpenAndHidesWhatIsNotMeantForAll) {
    const auto paths = document().at("paths").as_object();
    EXPECT_TRUE(paths.at("/open").at("get").at("security").as_array().empty());
    EXPECT_TRUE(paths.at("/open").at("get").at("responses").as_object().contains("204"));
    EXPECT_FALSE(paths.contains("/hidden"));
}

TEST(OpenApi, CoversTheWholeTable) {
    std::set<std::string_view> ids;
    for (const Operation& each : operations()) {
        EXPECT_TRUE(ids.insert(each.facts.id).second) << each.facts.id << " stands twice";
        EXPECT_TRUE(each.facts.summary.ends_with('.')) << each.facts.id;
        EXPECT_FALSE(each.facts.tag.empty()) << each.facts.id;
        EXPECT_EQ(find_operation(each.facts.id), &each);
    }
    const std::string text = openapi_text(operations());
    EXPECT_EQ(json::parse(text, {}, 64).at("openapi").as_string(), "3.1.0");
}

}  // namespace
}  // namespace parlance::serve
