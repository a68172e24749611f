#include "ask/choice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace parlance::ask {
namespace {

std::vector<engine::Reading> readings() {
    std::vector<engine::Reading> all(3);
    all[0].explanation = "The number of orders for each country of the customer.";
    all[1].explanation = "The number of orders for each country that they are shipped to.";
    all[2].explanation = "The total of the orders for each city.";
    return all;
}

int choice(std::string_view reply) {
    const auto options = readings();
    const auto place = chosen(reply, options);
    return place ? static_cast<int>(*place) : -1;
}

TEST(Choice, ByItsPlace) {
    EXPECT_EQ(choice("1"), 0);
    EXPECT_EQ(choice("the first one"), 0);
    EXPECT_EQ(choice("one"), 0);
    EXPECT_EQ(choice("The second, please!"), 1);
    EXPECT_EQ(choice("I meant option 3"), 2);
    EXPECT_EQ(choice("number two"), 1);
    EXPECT_EQ(choice("b)"), 1);
    EXPECT_EQ(choice("the last one"), 2);
}

TEST(Choice, ByWhatOnlyItSays) {
    EXPECT_EQ(choice("the country of the customer"), 0);
    EXPECT_EQ(choice("customers' country"), 0);
    EXPECT_EQ(choice("where it is shipped"), -1);  // "where" is said by none of them
    EXPECT_EQ(choice("shipped to"), 1);
    EXPECT_EQ(choice("total by city"), 2);
}

TEST(Choice, NothingWhenSeveralOrNoneAreMeant) {
    EXPECT_EQ(choice(""), -1);
    EXPECT_EQ(choice("please"), -1);
    EXPECT_EQ(choice("4"), -1);
    EXPECT_EQ(choice("0"), -1);
    EXPECT_EQ(choice("the first or the second"), -1);
    EXPECT_EQ(choice("country"), -1);
    EXPECT_EQ(choice("how many customers are there"), -1);
    EXPECT_EQ(choice("first customers"), -1);
    EXPECT_EQ(choice("not the first"), -1);
    EXPECT_EQ(choice("the other one"), -1);
}

}  // namespace
}  // namespace parlance::ask
