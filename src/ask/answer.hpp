#pragma once

#include "agents/settings.hpp"
#include "base/rows.hpp"
#include "engine/refine.hpp"
#include "engine/understand.hpp"
#include "store/audit.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlance::ask {

/// The three honest ends of a question.
enum class Outcome : std::uint8_t { answered, clarify, unanswerable };
BOOST_DESCRIBE_ENUM(Outcome, answered, clarify, unanswerable)

/// Who wrote the SQL of an answer.
enum class Author : std::uint8_t {
    builtin,   ///< the engine
    person,    ///< the question was SQL
    verified,  ///< somebody who confirmed it for a question like this
    model,     ///< a language model
};
BOOST_DESCRIBE_ENUM(Author, builtin, person, verified, model)

/// Another way to read the question: its SQL in the source's dialect, and what it asks for in
/// English. Who chooses it asks `ask`, which says the same in the dialect that every source takes.
struct Alternative {
    std::string sql;
    std::string ask;
    std::string explanation;
    double confidence = 0;
    std::vector<std::string> differs = {};  ///< of a choice: its lines that not all choices have
};

/// How long each stage took, in milliseconds.
struct Timings {
    double understand_ms = 0;
    double guard_ms = 0;
    double execute_ms = 0;
    double total_ms = 0;
};

/// A line of SQL beside the answer before: in both, taken away or new.
enum class Side : std::uint8_t { same, removed, added };
BOOST_DESCRIBE_ENUM(Side, same, removed, added)

struct DiffLine {
    Side side = Side::same;
    std::string text;
};

/// How an instruction was taken that came after other questions.
struct Refinement {
    engine::Taken taken = engine::Taken::follow_up;
    bool could_be_other = false;          ///< taken the other way it has an answer too
    std::vector<engine::Change> changes;  ///< against the answer before, in English
    std::vector<DiffLine> diff;           ///< of the SQL, in the source's dialect
};

/// Something that the person should know beside the answer, such as why no model took part.
struct Note {
    std::string code;  ///< stable
    std::string text;
};

/// One call of a model on the way to the answer.
struct Step {
    std::string task;  ///< such as `write` and `repair`
    agents::Role role = agents::Role::sql;
    std::string provider;
    std::string model;
    agents::Usage usage;
    std::optional<std::int64_t> cost;  ///< millionths of a US dollar; none: the price is unknown
    double ms = 0;
    int tries = 0;
    bool remembered = false;
    std::string trouble;  ///< stable code; empty when it went well
};

/// One candidate of the vote, and what came of it.
struct Tried {
    std::string by;       ///< who wrote it: `builtin`, or the task of a model
    std::string sql;      ///< in the dialect that every source takes
    std::string outcome;  ///< `ran`, or the code of what it failed with
    std::optional<std::int64_t> rows;
    double confidence = 0;  ///< of its rows, after the vote
    bool chosen = false;
};

/// How the answer was found when models took part or might have.
struct Work {
    std::vector<Step> steps;
    std::vector<Tried> candidates;
    std::string decision;    ///< in words: why this one
    std::string transcript;  ///< JSON, for a replay; empty when no model was asked
};

/// What came of a question.
struct Answer {
    std::string question;
    Outcome outcome = Outcome::unanswerable;
    Author author = Author::builtin;
    Dialect dialect = Dialect::postgres;

    std::optional<std::string> sql;  ///< what was asked of the source, in its dialect, for people
    std::optional<std::string> ask;  ///< the same in the dialect that every source takes
    std::string executed_sql;        ///< what ran: after the guard
    std::vector<std::string> tables;
    std::vector<std::string> masked_columns;
    std::vector<bool> masked;  ///< which columns of the result are
    std::vector<store::AppliedPolicy> policies;
    std::string explanation;
    ResultSet result;
    RunSummary run;
    std::optional<boost::json::object> chart;  ///< Vega-Lite, its data named "result"

    double confidence = 0;
    std::vector<engine::Assumption> assumptions;
    std::vector<engine::Provenance> provenance;
    std::vector<std::string> unexplained;
    std::vector<Alternative> alternatives;

    std::string clarification;  ///< the question back
    std::vector<Alternative> options;

    std::string reason;  ///< why it cannot be answered
    std::vector<std::string> missing;
    std::vector<std::string> suggestions;

    std::optional<Refinement> refinement;  ///< when there were earlier questions

    std::vector<Note> notes;
    Work work;

    Timings timings;
};

}  // namespace parlance::ask
