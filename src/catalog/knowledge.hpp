#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/shape.hpp"
#include "catalog/relations.hpp"
#include "catalog/search.hpp"
#include "catalog/view.hpp"
#include "engine/knowledge.hpp"
#include "guard/policy.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What a tenant taught Parlance about a source: as people write it, and as the engine takes it.
namespace parlance::catalog {

enum class TermKind : std::uint8_t {
    synonym,  ///< another word for a table, a column or a value
    metric,   ///< a figure with a formula
    filter,   ///< a condition with a name
    columns,  ///< what to show of a table when nothing else is asked for
};
BOOST_DESCRIBE_ENUM(TermKind, synonym, metric, filter, columns)

/// A term of a source's glossary.
struct KnowledgeTerm {
    TermKind kind = TermKind::synonym;
    std::optional<std::string> phrase;
    std::string table;
    std::optional<std::string> column;
    std::optional<std::string> value;
    std::optional<std::string> formula;
    std::optional<std::string> condition;
    std::optional<std::vector<std::string>> columns;
    std::optional<std::string> description;

    bool operator==(const KnowledgeTerm&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    KnowledgeTerm,
    (),
    (kind, phrase, table, column, value, formula, condition, columns, description)
)
constexpr auto notes(const KnowledgeTerm*) {
    return std::array{
        json::note("", "A term of a source's glossary."),
        json::note("phrase", "What people say; all but `columns` have it.")
            .length(1, 120)
            .example(R"("active customers")"),
        json::note("table", "`orders`, or `sales.orders` when it is not in the default schema.")
            .length(1, 512),
        json::note("column", "Of a synonym: the column that is meant; without it the table is.")
            .length(1, 512),
        json::note("value", "Of a synonym: the value of the column that is meant.").length(1, 200),
        json::note("formula", "Of a metric: one SQL expression over rows of the table.")
            .length(1, 4'000)
            .example(R"x("sum(quantity * unit_price)")x"),
        json::note("condition", "Of a filter: one SQL condition on rows of the table.")
            .length(1, 4'000)
            .example(R"("status = 'active'")"),
        json::note("columns", "Of default columns: which, in order.").items(1, 50),
        json::note("description", "For people.").length(0, 2'000),
    };
}

/// A question whose right SQL somebody has confirmed.
struct VerifiedQuery {
    std::string question;
    std::string sql;

    bool operator==(const VerifiedQuery&) const = default;
};
BOOST_DESCRIBE_STRUCT(VerifiedQuery, (), (question, sql))
constexpr auto notes(const VerifiedQuery*) {
    return std::array{
        json::note("", "A question with the SQL that answers it."),
        json::note("question", "In plain English.").length(1, 1'000),
        json::note("sql", "One SELECT in PostgreSQL's dialect, for every source.")
            .length(1, 65'536),
    };
}

/// One thing that was taught, and by whom.
struct Lesson {
    std::string id;
    std::variant<KnowledgeTerm, VerifiedQuery> content;
    std::string author;
    Instant created_at;
    Instant updated_at;
};

/// What a person said of a relation: it is one, or it is none.
struct TaughtRelation {
    RelationEnd from;  ///< one column
    RelationEnd to;
    bool accepted = true;
    std::string author = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(TaughtRelation, (), (from, to, accepted))

/// All that a source was taught, whoever may know it.
struct Taught {
    std::int64_t version = 0;  ///< another one after each change
    std::vector<Lesson> lessons;
    std::vector<TaughtRelation> relations = {};
    std::vector<WrittenDescription> descriptions = {};
};
using SharedTaught = std::shared_ptr<const Taught>;

/// What is missing or too much for the kind of the term.
[[nodiscard]] std::vector<Fault> faults_of(const KnowledgeTerm& term);

/// Binds what was taught to what somebody sees of the source, and adds it to `into`. Throws `Error`
/// when it does not hold there: `sql_unknown_table` and the like for names, the codes of
/// `sql::parse` and of the guard for SQL, `knowledge_formula`, `knowledge_condition`, and
/// `knowledge_not_clear` (refused) when it tells of values that are masked or held back from them.
void bind(
    const KnowledgeTerm& term,
    const Schema& schema,
    const guard::Policy& policy,
    engine::Knowledge& into
);
void bind(
    const VerifiedQuery& verified,
    const std::string& author,
    const Schema& schema,
    const guard::Policy& policy,
    engine::Knowledge& into
);

/// As `bind` for one who teaches it. Throws `Error` also for faults, and `knowledge_not_joined`
/// when the tables of a formula do not hang together.
void require_sound(const KnowledgeTerm& term, const View& view);
void require_sound(const VerifiedQuery& verified, const View& view);

/// Whether a query reads only what is shown as it is: no masked column, no table of which rows are
/// held back. Throws `Error` when its names are not in the schema.
[[nodiscard]] bool
reads_clear(const sql::Query& query, const Schema& schema, const guard::Policy& policy);

/// What of it holds for somebody who sees the source like this; the rest is left out.
[[nodiscard]] engine::Knowledge
known_to(const Taught& taught, const Schema& schema, const guard::Policy& policy);

/// Why the lesson does not hold for somebody who sees the source like this; none when it does.
[[nodiscard]] std::optional<Error>
trouble_with(const Lesson& lesson, const Schema& schema, const guard::Policy& policy);

/// Whether both ends of it are shown as they are to somebody who sees the source like this.
[[nodiscard]] bool
known_to(const TaughtRelation& relation, const Schema& schema, const guard::Policy& policy);

/// Whether two say something about the same: the later one then takes the place of the other.
[[nodiscard]] bool same_subject(const KnowledgeTerm& left, const KnowledgeTerm& right);
[[nodiscard]] bool same_subject(const VerifiedQuery& left, const VerifiedQuery& right);

}  // namespace parlance::catalog
