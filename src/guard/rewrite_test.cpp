#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"

#include <gtest/gtest.h>

namespace parlance::guard {
namespace {

constexpr std::string_view pseudonyms = R"({"default": "allow", "tables": {
    "customers": {"columns": {"ssn": {"mask": "pseudonym"}, "email": {"mask": "pseudonym"}}}}})";

// A key that met the wrong column would give equal values of two columns equal pseudonyms.
TEST(Rewrite, GivesEachRelationParametersOfItsOwn) {
    const Sight sight = toy_sight(Dialect::postgres, pseudonyms);
    const ApprovedQuery query = approve(
        std::string_view("SELECT a.ssn, b.email FROM customers a JOIN customers b ON b.id = a.id"),
        *sight.schema,
        sight.policy
    );
    ASSERT_EQ(query.parameters().size(), 8U);  // two blocks of HMAC for two columns, twice
    for (int place = 1; place <= 8; ++place) {
        const std::string name = "$" + std::to_string(place);
        const std::size_t at = query.text().find(name);
        EXPECT_NE(at, std::string::npos) << name;
        EXPECT_EQ(query.text().find(name, at + 1), std::string::npos) << name << " twice";
    }
    EXPECT_EQ(query.parameters()[0], query.parameters()[4]);
    EXPECT_NE(query.parameters()[0], query.parameters()[2]);
}

// Keys must never stand in a text that people see.
TEST(Rewrite, KeepsKeysOutOfTheText) {
    const Sight sight = toy_sight(Dialect::postgres, pseudonyms);
    const ApprovedQuery query =
        approve(std::string_view("SELECT ssn FROM customers"), *sight.schema, sight.policy);
    for (const Bound& one : query.parameters())
        EXPECT_EQ(query.text().find(one.text->substr(2)), std::string::npos);
}

}  // namespace
}  // namespace parlance::guard
