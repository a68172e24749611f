#pragma once

#include "ask/policy_trial.hpp"
#include "base/clock.hpp"
#include "base/shape.hpp"
#include "catalog/explain_policy.hpp"
#include "catalog/sensitive.hpp"
#include "proof/two_worlds.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on policies take and give.
namespace parlance::serve {

namespace policy_notes {
constexpr auto connection =
    json::note("connection_id", "The source; without it the tenant's default source.");
constexpr auto document =
    json::note("document", "The policy; `/api/v1/policies/schema.json` says what it may hold.");
constexpr auto draft =
    json::note("document", "A policy to try; without it the one in force is taken.");
}  // namespace policy_notes

enum class PolicyState : std::uint8_t { suggested, reviewed };
BOOST_DESCRIBE_ENUM(PolicyState, suggested, reviewed)

struct PolicyRequest {
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(PolicyRequest, (), (connection_id))
constexpr auto notes(const PolicyRequest*) {
    return std::array{policy_notes::connection.in_query()};
}

struct ProblemShape {
    std::string pointer;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(ProblemShape, (), (pointer, detail))

struct PolicyShape {
    std::string connection_id;
    std::int64_t version = 0;
    PolicyState state = PolicyState::suggested;
    boost::json::object document;
    std::vector<ask::PolicyTest> tests;
    std::string author;
    std::string note;
    Instant created_at;
    std::vector<catalog::ColumnName> pending;
    std::vector<ProblemShape> problems;
};
BOOST_DESCRIBE_STRUCT(
    PolicyShape,
    (),
    (connection_id, version, state, document, tests, author, note, created_at, pending, problems)
)
constexpr auto notes(const PolicyShape*) {
    return std::array{
        json::note("state", "`suggested` by Parlance, or `reviewed` by a person."),
        json::note("pending", "Tables and columns that no rule names, so that nobody sees them."),
        json::note("problems", "What the policy names and the source does not have any more."),
    };
}

struct PolicyPutRequest {
    std::optional<std::string> connection_id;
    std::int64_t version = 0;
    boost::json::object document;
    std::optional<std::vector<ask::PolicyTest>> tests;
    std::optional<std::string> note;
    bool force = false;
    bool dry_run = false;
};
BOOST_DESCRIBE_STRUCT(
    PolicyPutRequest,
    (),
    (connection_id, version, document, tests, note, force, dry_run)
)
constexpr auto notes(const PolicyPutRequest*) {
    return std::array{
        policy_notes::connection,
        json::note("version", "The version that this one replaces: the one you looked at.")
            .between(0, 1'000'000'000),
        policy_notes::document,
        json::note("tests", "What must stay true; those of the version before without it.")
            .items(0, 200),
        json::note("note", "Why it was changed.").length(0, 2'000),
        json::note("force", "Put it in force although a test or the check fails.").optional(),
        json::note("dry_run", "Only say what would change.").optional().in_query(),
    };
}

/// What one kind of people sees of a table, before and after.
struct PolicyEffect {
    std::string role;
    std::string schema;
    std::string table;
    std::optional<catalog::ExplainedTable> before;
    std::optional<catalog::ExplainedTable> after;
};
BOOST_DESCRIBE_STRUCT(PolicyEffect, (), (role, schema, table, before, after))

struct PolicyPutShape {
    std::optional<std::int64_t> version;
    std::vector<catalog::Difference> diff;
    std::vector<PolicyEffect> effects;
    std::vector<ask::PolicyTestResult> tests;
};
BOOST_DESCRIBE_STRUCT(PolicyPutShape, (), (version, diff, effects, tests))
constexpr auto notes(const PolicyPutShape*) {
    return std::array{
        json::note("version", "The version now in force; absent in a dry run."),
        json::note("effects", "Dry run: the tables of which somebody would see more or less."),
    };
}

struct PolicyVersionShape {
    std::int64_t version = 0;
    PolicyState state = PolicyState::suggested;
    std::string author;
    std::string note;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(PolicyVersionShape, (), (version, state, author, note, created_at))

struct PolicyVersionsShape {
    std::vector<PolicyVersionShape> versions;
};
BOOST_DESCRIBE_STRUCT(PolicyVersionsShape, (), (versions))

struct PolicyVersionRequest {
    std::int64_t version = 0;
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(PolicyVersionRequest, (), (version, connection_id))
constexpr auto notes(const PolicyVersionRequest*) {
    return std::array{
        json::note("version", "The version to show."),
        policy_notes::connection,
    };
}

struct PolicyVersionDetail : PolicyVersionShape {
    boost::json::object document;
    std::vector<ask::PolicyTest> tests;
    std::vector<catalog::Difference> diff;
};
BOOST_DESCRIBE_STRUCT(PolicyVersionDetail, (PolicyVersionShape), (document, tests, diff))
constexpr auto notes(const PolicyVersionDetail*) {
    return std::array{json::note("diff", "What it changed of the version before.")};
}

struct PreviewRequest {
    std::optional<std::string> connection_id;
    ask::Guise as;
    std::optional<boost::json::object> document;
    std::optional<std::string> sql;
    std::optional<std::int64_t> sample_rows;
};
BOOST_DESCRIBE_STRUCT(PreviewRequest, (), (connection_id, as, document, sql, sample_rows))
constexpr auto notes(const PreviewRequest*) {
    return std::array{
        policy_notes::connection,
        json::note("as", "Through whose eyes."),
        policy_notes::draft,
        json::note("sql", "A SELECT of that person: shows what would run.").length(1, 65'536),
        json::note("sample_rows", "Rows of each table to show; none without it.").between(1, 20),
    };
}

struct SampleShape {
    std::string schema;
    std::string table;
    json::Raw result;
};
BOOST_DESCRIBE_STRUCT(SampleShape, (), (schema, table, result))

struct RewrittenShape {
    std::optional<std::string> sql;
    std::vector<std::string> masked_columns;
    std::optional<std::string> error_code;
    std::optional<std::string> error;
};
BOOST_DESCRIBE_STRUCT(RewrittenShape, (), (sql, masked_columns, error_code, error))

struct PreviewShape {
    std::string identity;
    std::vector<std::string> rules;
    std::vector<catalog::ExplainedTable> tables;
    std::vector<SampleShape> samples;
    std::optional<RewrittenShape> query;
    std::vector<ProblemShape> problems;
};
BOOST_DESCRIBE_STRUCT(PreviewShape, (), (identity, rules, tables, samples, query, problems))
constexpr auto notes(const PreviewShape*) {
    return std::array{
        json::note("identity", "Names the rights: people with equal ones share cached results."),
        json::note("rules", "The rules that are about this person."),
    };
}

struct PolicyTestRequest {
    std::optional<std::string> connection_id;
    std::optional<boost::json::object> document;
    std::optional<std::vector<ask::PolicyTest>> tests;
};
BOOST_DESCRIBE_STRUCT(PolicyTestRequest, (), (connection_id, document, tests))
constexpr auto notes(const PolicyTestRequest*) {
    return std::array{
        policy_notes::connection,
        policy_notes::draft,
        json::note("tests", "What to try; those that are stored without it.").items(0, 200),
    };
}

struct PolicyTestsShape {
    bool passed = false;
    std::vector<ask::PolicyTestResult> tests;
};
BOOST_DESCRIBE_STRUCT(PolicyTestsShape, (), (passed, tests))

struct PolicyCheckRequest {
    std::optional<std::string> connection_id;
    ask::Guise as;
    std::optional<boost::json::object> document;
    std::vector<std::string> statements;
    std::optional<std::int64_t> count;
    std::optional<std::int64_t> seed;
};
BOOST_DESCRIBE_STRUCT(
    PolicyCheckRequest,
    (),
    (connection_id, as, document, statements, count, seed)
)
constexpr auto notes(const PolicyCheckRequest*) {
    return std::array{
        policy_notes::connection,
        json::note("as", "Whose statements; a viewer's when nobody is named."),
        policy_notes::draft,
        json::note("statements", "SELECTs to ask beside those that are made up.")
            .items(0, 200)
            .optional(),
        json::note("count", "How many statements are made up; 300 unless told.").between(0, 2'000),
        json::note("seed", "Another one makes other rows and statements; 1 unless told.")
            .between(0, 1'000'000'000),
    };
}

struct PolicyCheckShape {
    bool passed = false;
    bool hides_anything = false;
    bool complete = false;
    std::int64_t asked = 0;
    std::int64_t accepted = 0;
    std::int64_t would_differ = 0;
    std::int64_t reordered = 0;
    std::int64_t unsettled = 0;
    std::vector<proof::Giveaway> differences;
    std::vector<proof::Unproven> not_proven;
};
BOOST_DESCRIBE_STRUCT(
    PolicyCheckShape,
    (),
    (passed,
     hides_anything,
     complete,
     asked,
     accepted,
     would_differ,
     reordered,
     unsettled,
     differences,
     not_proven)
)
constexpr auto notes(const PolicyCheckShape*) {
    return std::array{
        json::note("passed", "Whether both copies answered every statement alike."),
        json::note("hides_anything", "False: the person sees everything, there is nothing to ask."),
        json::note("complete", "False: the time was over before every statement was asked."),
        json::note("accepted", "Statements that the person may run."),
        json::note("would_differ", "Statements that tell the copies apart without the policy."),
        json::note("reordered", "The same rows in another order, which no ORDER BY fixed."),
        json::note("unsettled", "Statements whose answer such an order or a time limit decides."),
        json::note("differences", "Statements that tell what is hidden; their values are made up."),
        json::note("not_proven", "What the check cannot show, and why."),
    };
}

struct FoundShape {
    catalog::ColumnName column;
    catalog::Sensitive kind = catalog::Sensitive::email;
    double confidence = 0;
    boost::json::object mask;
    std::vector<catalog::Evidence> evidence;
};
BOOST_DESCRIBE_STRUCT(FoundShape, (), (column, kind, confidence, mask, evidence))

struct SuggestionShape {
    std::vector<FoundShape> found;
    boost::json::object document;
};
BOOST_DESCRIBE_STRUCT(SuggestionShape, (), (found, document))

}  // namespace parlance::serve
