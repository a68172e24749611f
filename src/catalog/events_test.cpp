#include "catalog/events.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace parlance::catalog {
namespace {

SchemaChanged changed(std::string tenant, std::string connection) {
    const auto schema = std::make_shared<const Schema>();
    return {std::move(tenant), std::move(connection), schema, schema};
}

TEST(Events, TellOnlyThoseOfTheTenantAndTheConnection) {
    Events events;
    std::vector<std::string> heard;
    const auto listen = [&](const char* name) {
        return [&heard, name](const SchemaChanged&) { heard.emplace_back(name); };
    };
    const auto one = events.subscribe("t1", "c1", listen("one"));
    const auto all = events.subscribe("t1", "", listen("all"));
    const auto other = events.subscribe("t2", "c1", listen("other"));
    events.tell(changed("t1", "c1"));
    EXPECT_EQ(heard, (std::vector<std::string>{"one", "all"}));
    events.tell(changed("t1", "c2"));
    EXPECT_EQ(heard.back(), "all");
    EXPECT_EQ(heard.size(), 3U);
}

TEST(Events, ASubscriptionThatIsGoneHearsNothing) {
    std::optional<Events> events(std::in_place);
    int heard = 0;
    auto first = events->subscribe("t", "c", [&](const SchemaChanged&) { ++heard; });
    auto second = std::move(first);
    events->tell(changed("t", "c"));
    EXPECT_EQ(heard, 1);
    second = {};
    events->tell(changed("t", "c"));
    EXPECT_EQ(heard, 1);
    second = events->subscribe("t", "c", [&](const SchemaChanged&) { ++heard; });
    events.reset();  // a subscription may outlive what it listened to
}

TEST(Events, AListenerMayEndItself) {
    Events events;
    int heard = 0;
    Events::Subscription own;
    own = events.subscribe("t", "c", [&](const SchemaChanged&) {
        ++heard;
        own = {};
    });
    events.tell(changed("t", "c"));
    events.tell(changed("t", "c"));
    EXPECT_EQ(heard, 1);
}

}  // namespace
}  // namespace parlance::catalog
