#pragma once

#include "engine/understand.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Follow-ups: an instruction such as `only for 2024` changes the answer before it. The earlier
/// answer comes as a query tree, whoever wrote it. Pure and deterministic, like `understand`.
namespace parlance::engine {

/// One earlier turn of a conversation: what was said, and the query that answered it.
struct Turn {
    std::string text;
    sql::Query query;
    double confidence = 1;  ///< that the query is what was asked for
};

/// How an instruction is taken.
enum class Taken : std::uint8_t { follow_up, new_question };
BOOST_DESCRIBE_ENUM(Taken, follow_up, new_question)

/// One thing that an instruction changed, in English: `only where country is Germany`.
struct Change {
    std::string part;  ///< filter, group, column, measure, order, limit, chart, source
    std::string text;
};

struct Refined {
    Taken taken = Taken::new_question;
    Understanding understanding;
    std::vector<Change> changes;  ///< of a follow-up; empty for a new question
    std::string chart;            ///< the chart that was asked for, such as `pie`; may be empty
    bool could_be_other = false;  ///< the other way to take it gives an answer too
};

/// Understands `said` after the `earlier` turns, oldest first. With none of them, or when it stands
/// by itself, it is a new question; `forced` decides instead of the words.
[[nodiscard]] Refined refine(
    const Question& said,
    std::span<const Turn> earlier,
    const SchemaPack& pack,
    std::optional<Taken> forced = std::nullopt
);

/// What differs between two queries, in English; both are said whole when they do not lift.
[[nodiscard]] std::vector<Change>
changes_between(const sql::Query& before, const sql::Query& after, const SchemaPack& pack);

}  // namespace parlance::engine
