#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <string_view>

namespace parlance::guard {
namespace {

struct Count {
    int denied = 0;
    int refused = 0;
    int allowed = 0;
    int approved = 0;
};

bool is_approved(const std::string& input, const Sight& sight) {
    try {
        const ApprovedQuery query = approve(input, *sight.schema, sight.policy);
        if (sight.schema->dialect == Dialect::postgres) (void)sql::parse(query.text());
        return true;
    } catch (const Error&) {
        return false;
    }
}

void judge(const boost::json::value& attack, Count& count) {
    const std::string_view dialect = attack.at("dialect").as_string();
    const std::string_view outcome = attack.at("outcome").as_string();
    const std::string input(attack.at("input").as_string());
    const bool approved =
        is_approved(input, toy_sight(dialect == "sqlite" ? Dialect::sqlite : Dialect::postgres));
    if (outcome == "DENY") {
        ++count.denied;
        count.refused += approved ? 0 : 1;
        EXPECT_FALSE(approved) << attack.at("id").as_string() << ": " << input;
    } else if (outcome == "MASKED") {
        ++count.allowed;
        count.approved += approved ? 1 : 0;
        if (!approved) std::printf("%s: %s\n", attack.at("id").as_string().c_str(), input.c_str());
    }
}

/// Whatever must be refused before it reaches a database, is; the approved share of what may be
/// answered is printed, because a guard that refuses everything would pass otherwise.
TEST(Attacks, RefusesWhatMustBeDenied) {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/attacks.jsonl");
    Count count;
    for (std::string line; std::getline(in, line);) {
        const boost::json::value attack = boost::json::parse(line);
        const std::string_view dialect = attack.at("dialect").as_string();
        if (attack.at("form").as_string() != "sql") continue;
        if (dialect == "postgresql" || dialect == "sqlite") judge(attack, count);
    }
    std::printf(
        "%d of %d statements to deny refused; %d of %d statements to answer approved\n",
        count.refused,
        count.denied,
        count.approved,
        count.allowed
    );
    EXPECT_GT(count.denied, 150);
    EXPECT_GT(count.approved, count.allowed / 2);
}

}  // namespace
}  // namespace parlance::guard
