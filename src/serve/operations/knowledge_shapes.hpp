#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "catalog/knowledge.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on knowledge take and give.
namespace parlance::serve {

struct KnowledgeRequest {
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(KnowledgeRequest, (), (connection_id))
constexpr auto notes(const KnowledgeRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64)
    };
}

struct TermId {
    std::string term_id;
};
BOOST_DESCRIBE_STRUCT(TermId, (), (term_id))

struct VerifiedId {
    std::string verified_id;
};
BOOST_DESCRIBE_STRUCT(VerifiedId, (), (verified_id))

struct NewTerm : catalog::KnowledgeTerm {
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(NewTerm, (catalog::KnowledgeTerm), (connection_id))

/// What is absent stays as it is; an empty text takes a member away that a term may do without.
struct TermChange {
    std::string term_id;
    std::optional<std::string> phrase;
    std::optional<std::string> table;
    std::optional<std::string> column;
    std::optional<std::string> value;
    std::optional<std::string> formula;
    std::optional<std::string> condition;
    std::optional<std::vector<std::string>> columns;
    std::optional<std::string> description;
};
BOOST_DESCRIBE_STRUCT(
    TermChange,
    (),
    (term_id, phrase, table, column, value, formula, condition, columns, description)
)
constexpr auto notes(const TermChange*) {
    return std::array{
        json::note("", "What is absent stays; an empty text takes a member away."),
        json::note("phrase").length(1, 120),
        json::note("table").length(1, 512),
        json::note("column").length(0, 512),
        json::note("value").length(0, 200),
        json::note("formula").length(1, 4'000),
        json::note("condition").length(1, 4'000),
        json::note("columns").items(1, 50),
        json::note("description").length(0, 2'000),
    };
}

struct NewVerified : catalog::VerifiedQuery {
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(NewVerified, (catalog::VerifiedQuery), (connection_id))

struct VerifiedChange {
    std::string verified_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
};
BOOST_DESCRIBE_STRUCT(VerifiedChange, (), (verified_id, question, sql))
constexpr auto notes(const VerifiedChange*) {
    return std::array{
        json::note("question").length(1, 1'000),
        json::note("sql").length(1, 65'536),
    };
}

/// Why something that was taught does not hold any more; only administrators hear of it.
struct KnowledgeProblem {
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(KnowledgeProblem, (), (code, detail))

/// One of the two that shall be looked at.
struct KnowledgeCheck {
    std::optional<std::string> connection_id;
    std::optional<std::string> id;
    std::optional<catalog::KnowledgeTerm> term;
    std::optional<catalog::VerifiedQuery> verified;
};
BOOST_DESCRIBE_STRUCT(KnowledgeCheck, (), (connection_id, id, term, verified))
constexpr auto notes(const KnowledgeCheck*) {
    return std::array{
        json::note("", "Either a term or a verified question."),
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note("id", "Of what it would take the place of; without it, it would be new.")
            .length(1, 64),
    };
}

struct TermShape : catalog::KnowledgeTerm {
    std::string id;
    std::string connection_id;
    std::string author;
    Instant created_at;
    Instant updated_at;
    std::optional<KnowledgeProblem> problem;
};
BOOST_DESCRIBE_STRUCT(
    TermShape,
    (catalog::KnowledgeTerm),
    (id, connection_id, author, created_at, updated_at, problem)
)

struct VerifiedShape : catalog::VerifiedQuery {
    std::string id;
    std::string connection_id;
    std::string author;
    Instant created_at;
    Instant updated_at;
    std::optional<KnowledgeProblem> problem;
};
BOOST_DESCRIBE_STRUCT(
    VerifiedShape,
    (catalog::VerifiedQuery),
    (id, connection_id, author, created_at, updated_at, problem)
)

struct TermsShape {
    std::vector<TermShape> items;
};
BOOST_DESCRIBE_STRUCT(TermsShape, (), (items))

struct VerifiedListShape {
    std::vector<VerifiedShape> items;
};
BOOST_DESCRIBE_STRUCT(VerifiedListShape, (), (items))

struct KnowledgeImport {
    std::optional<std::string> connection_id;
    std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(KnowledgeImport, (), (connection_id, dry_run))
constexpr auto notes(const KnowledgeImport*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note("dry_run", "Only say what would happen, and what is wrong with the file."),
    };
}

/// What is wrong with an entry of a file.
struct ImportProblem {
    std::string pointer;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(ImportProblem, (), (pointer, detail))

struct ImportedShape {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::vector<ImportProblem> problems;
};
BOOST_DESCRIBE_STRUCT(ImportedShape, (), (added, changed, unchanged, problems))
constexpr auto notes(const ImportedShape*) {
    return std::array{
        json::note("changed", "Entries that took the place of one about the same."),
        json::note("problems", "Of a dry run; a real one is refused for them as a whole."),
    };
}

enum class DbtKind : std::uint8_t { description, relation, term };
BOOST_DESCRIBE_ENUM(DbtKind, description, relation, term)

enum class DbtOutcome : std::uint8_t { added, changed, unchanged, passed };
BOOST_DESCRIBE_ENUM(DbtOutcome, added, changed, unchanged, passed)

/// What became of one thing that a file says.
struct DbtItemShape {
    std::string pointer;
    std::string subject;
    std::optional<DbtKind> kind;
    DbtOutcome outcome = DbtOutcome::passed;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(DbtItemShape, (), (pointer, subject, kind, outcome, detail))
constexpr auto notes(const DbtItemShape*) {
    return std::array{
        json::note("pointer", "Where the file says it."),
        json::note("subject", "Of whom, as the file calls it.").example(R"("orders.status")"),
        json::note("kind", "What it becomes; missing for what is passed over unread."),
        json::note("detail", "The text, the formula or the target; why, of what is passed over."),
    };
}

struct DbtImportedShape {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t passed = 0;
    std::vector<DbtItemShape> items;
};
BOOST_DESCRIBE_STRUCT(DbtImportedShape, (), (added, changed, unchanged, passed, items))
constexpr auto notes(const DbtImportedShape*) {
    return std::array{
        json::note("", "What became of each thing that a dbt file says."),
        json::note("passed", "Things that nothing became of; their items say why."),
    };
}

}  // namespace parlance::serve
