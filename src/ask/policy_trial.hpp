#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/note.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// Tests of policies that tenants write: as X, the query Q must return, or must not reveal.
namespace parlance::ask {

/// Somebody to be, for a look or a test: a member by name, or a role with attributes.
struct Guise {
    std::optional<std::string> user;
    std::optional<std::string> role;
    std::map<std::string, std::string> attributes;
};
BOOST_DESCRIBE_STRUCT(Guise, (), (user, role, attributes))
constexpr auto notes(const Guise*) {
    return std::array{
        json::note("user", "A member of the tenant, by name; with the role and attributes it has.")
            .length(1, 64),
        json::note("role", "A role, such as `analyst`; instead of `user`, or in place of its own.")
            .length(1, 64),
        json::note("attributes", "Attributes beside those of the member.").optional(),
    };
}

struct Expectation {
    std::optional<std::vector<std::vector<boost::json::value>>> returns;
    std::optional<std::int64_t> row_count;
    std::optional<std::string> refused;
    std::vector<std::string> must_not_reveal;
    std::vector<std::string> masked_columns;
};
BOOST_DESCRIBE_STRUCT(
    Expectation,
    (),
    (returns, row_count, refused, must_not_reveal, masked_columns)
)
constexpr auto notes(const Expectation*) {
    return std::array{
        json::note("returns", "These rows, in this order."),
        json::note("row_count", "So many rows.").between(0, 1'000'000),
        json::note("refused", "Ends with this error code, or with `clarify` or `unanswerable`.")
            .length(1, 100),
        json::note("must_not_reveal", "Texts that stand nowhere in what comes back.").optional(),
        json::note("masked_columns", "Columns of the source that the result shows behind masks.")
            .optional(),
    };
}

struct PolicyTest {
    std::string name;
    Guise as;
    std::optional<std::string> sql;
    std::optional<std::string> question;
    Expectation expect;
};
BOOST_DESCRIBE_STRUCT(PolicyTest, (), (name, as, sql, question, expect))
constexpr auto notes(const PolicyTest*) {
    return std::array{
        json::note("name", "What the test is called.").length(1, 200),
        json::note("as", "Who asks."),
        json::note("sql", "A SELECT; either this or `question`.").length(1, 65'536),
        json::note("question", "A question in plain language.").length(1, 2'000),
        json::note("expect", "What must come of it; at least one of these."),
    };
}

struct PolicyTestResult {
    std::string name;
    bool passed = false;
    std::vector<std::string> failures;
};
BOOST_DESCRIBE_STRUCT(PolicyTestResult, (), (name, passed, failures))

/// What keeps the tests from being stored: neither SQL nor a question, nobody to be, nothing to
/// expect.
[[nodiscard]] std::vector<Fault> faults_of(const std::vector<PolicyTest>& tests);

/// Runs one test over the source as the person of the test sees it.
Task<PolicyTestResult> try_policy(
    const PolicyTest& test,
    catalog::View view,
    Instant now,
    connectors::RunContext context,
    std::stop_token stop
);

}  // namespace parlance::ask
