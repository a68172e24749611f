#include "guard/within.hpp"

#include "guard/approve.hpp"
#include "guard/sight.hpp"
#include "guard/toy_schema.hpp"

#include <gtest/gtest.h>

namespace parlance::guard {
namespace {

constexpr std::string_view policy = R"({"unrestricted": ["owner"], "rules": [
    {"to": {"roles": ["analyst"]}, "default": "allow",
     "tables": {"customers": {"rows": "country = 'DE'"}}},
    {"to": {"roles": ["viewer"]}, "default": "allow",
     "tables": {"customers": {"rows": "country = 'FR'"}}},
    {"to": {"roles": ["twin"]}, "default": "allow",
     "tables": {"customers": {"rows": "country = 'DE'"}}}]})";

Sight of(const char* role) {
    Surroundings around{.nonce = "0123456789abcdef01234567"};
    around.key = {Secret(std::string(32, 'k')), "toy"};
    const Asker who{"ann", role, {}};
    return look(
        read_policy(policy),
        std::make_shared<const Schema>(toy_schema(Dialect::postgres)),
        who,
        around
    );
}

bool shows_no_more(const char* role, const char* than, std::string_view sql) {
    const Sight asker = of(role);
    const Sight other = of(than);
    const ApprovedQuery query = approve(sql, *asker.schema, asker.policy);
    return within(query, {*asker.schema, asker.policy}, {*other.schema, other.policy});
}

constexpr const char* ruled = "SELECT count(*) FROM customers";
constexpr const char* plain = "SELECT count(*) FROM employees";

TEST(Within, WhoSeesEverythingSeesAsMuch) {
    EXPECT_TRUE(shows_no_more("viewer", "owner", ruled));
    EXPECT_FALSE(shows_no_more("owner", "analyst", ruled));
}

TEST(Within, OtherRowsOfATableAreNotTheSame) {
    EXPECT_FALSE(shows_no_more("viewer", "analyst", ruled));
    EXPECT_TRUE(shows_no_more("twin", "analyst", ruled));
}

TEST(Within, OnlyTheTablesThatAreReadMatter) {
    EXPECT_TRUE(shows_no_more("viewer", "analyst", plain));
    EXPECT_FALSE(
        shows_no_more("viewer", "analyst", "SELECT (SELECT count(*) FROM customers) FROM employees")
    );
}

TEST(Within, WhatTheOtherMayNotKnowIsMore) {
    EXPECT_FALSE(shows_no_more("owner", "nobody", plain));
}

}  // namespace
}  // namespace parlance::guard
