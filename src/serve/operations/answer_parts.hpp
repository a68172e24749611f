#pragma once

#include "agents/settings.hpp"
#include "ask/answer.hpp"
#include "base/clock.hpp"
#include "base/schema.hpp"
#include "base/shape.hpp"
#include "serve/call.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What an answer holds, as the API tells it.
namespace parlance::serve {

struct ResultColumnShape {
    std::string name;
    Type type = Type::unknown;
    std::optional<bool> masked;
};
BOOST_DESCRIBE_STRUCT(ResultColumnShape, (), (name, type, masked))
constexpr auto notes(const ResultColumnShape*) {
    return std::array{json::note("masked", "Its values are masked for you.")};
}

struct AlternativeShape {
    std::string sql;
    std::string ask;
    std::string explanation;
    double confidence = 0;
};
BOOST_DESCRIBE_STRUCT(AlternativeShape, (), (sql, ask, explanation, confidence))
constexpr auto notes(const AlternativeShape*) {
    return std::array{
        json::note("sql", "What would run, in the dialect of the source."),
        json::note("ask", "The question to send to choose it."),
    };
}

struct AssumptionShape {
    std::string code;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(AssumptionShape, (), (code, text))

struct OptionShape {
    std::string label;
    std::string sql;
    std::string ask;
    double confidence = 0;
    std::vector<std::string> differs;
};
BOOST_DESCRIBE_STRUCT(OptionShape, (), (label, sql, ask, confidence, differs))
constexpr auto notes(const OptionShape*) {
    return std::array{
        json::note("sql", "What would run, in the dialect of the source."),
        json::note(
            "ask",
            "The question to send to choose it. In a conversation words choose too: `the second "
            "one`, or some of its label."
        ),
        json::note("differs", "The lines of its SQL that not every option has."),
    };
}

struct ClarificationShape {
    std::string question;
    std::vector<OptionShape> options;
};
BOOST_DESCRIBE_STRUCT(ClarificationShape, (), (question, options))

struct TimingsShape {
    double understand_ms = 0;
    double guard_ms = 0;
    double execute_ms = 0;
    double total_ms = 0;
};
BOOST_DESCRIBE_STRUCT(TimingsShape, (), (understand_ms, guard_ms, execute_ms, total_ms))

struct WordShape {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::string words;
    std::string became;
    std::string because;
};
BOOST_DESCRIBE_STRUCT(WordShape, (), (begin, end, words, became, because))
constexpr auto notes(const WordShape*) {
    return std::array{
        json::note("", "Which words of the question became which part of the query."),
        json::note("begin", "Where the words begin in the question, in bytes of UTF-8."),
        json::note("end", "Where they end, in bytes of UTF-8."),
    };
}

struct ModelStepShape {
    std::string task;
    agents::Role role = agents::Role::sql;
    std::string provider;
    std::string model;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;
    std::int64_t output_tokens = 0;
    std::optional<double> cost_usd;
    double ms = 0;
    std::int64_t tries = 0;
    bool remembered = false;
    std::optional<std::string> trouble;
};
BOOST_DESCRIBE_STRUCT(
    ModelStepShape,
    (),
    (task,
     role,
     provider,
     model,
     input_tokens,
     cached_tokens,
     output_tokens,
     cost_usd,
     ms,
     tries,
     remembered,
     trouble)
)
constexpr auto notes(const ModelStepShape*) {
    return std::array{
        json::note("", "One call of a language model on the way to the answer."),
        json::note("task", "What it was asked to do: link, write, revise or repair."),
        json::note("cached_tokens", "Of the input: what the provider had in its cache."),
        json::note("cost_usd", "By the price table; missing when the model has no price."),
        json::note("remembered", "The same had been asked before; nothing was sent."),
        json::note("trouble", "The code of what went wrong, if anything did."),
    };
}

struct TriedShape {
    std::string by;
    std::string sql;
    std::string outcome;
    std::optional<std::int64_t> row_count;
    double confidence = 0;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(TriedShape, (), (by, sql, outcome, row_count, confidence, chosen))
constexpr auto notes(const TriedShape*) {
    return std::array{
        json::note("", "One candidate of the vote between engine and models."),
        json::note("by", "Who wrote it: builtin, or the task of a model."),
        json::note("outcome", "`ran`, or the code of what it failed with."),
        json::note("confidence", "0 to 1: how sure its rows are after the vote."),
    };
}

struct ProvenanceShape {
    ask::Author author = ask::Author::builtin;
    std::vector<WordShape> words;
    std::vector<std::string> unexplained;
    std::vector<ModelStepShape> steps;
    std::vector<TriedShape> candidates;
    std::optional<std::string> decision;
};
BOOST_DESCRIBE_STRUCT(
    ProvenanceShape,
    (),
    (author, words, unexplained, steps, candidates, decision)
)
constexpr auto notes(const ProvenanceShape*) {
    return std::array{
        json::note("steps", "The calls of language models, when there were any."),
        json::note("candidates", "What was tried before the answer was chosen."),
        json::note("decision", "Why this answer was chosen, when models took part or might have."),
    };
}

struct NoteShape {
    std::string code;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteShape, (), (code, text))

struct ChangeShape {
    std::string part;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ChangeShape, (), (part, text))
constexpr auto notes(const ChangeShape*) {
    return std::array{
        json::note(
            "part", "What changed: filter, group, column, measure, order, limit, chart or source."
        ),
    };
}

struct DiffLineShape {
    ask::Side side = ask::Side::same;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DiffLineShape, (), (side, text))

struct RefinementShape {
    engine::Taken taken = engine::Taken::follow_up;
    bool could_be_other = false;
    std::vector<ChangeShape> changes;
    std::vector<DiffLineShape> diff;
};
BOOST_DESCRIBE_STRUCT(RefinementShape, (), (taken, could_be_other, changes, diff))
constexpr auto notes(const RefinementShape*) {
    return std::array{
        json::note("taken", "Whether it changed the answer before or was a question of its own."),
        json::note("could_be_other", "Whether `taken` the other way has an answer too."),
        json::note("changes", "What differs from the answer before, in English."),
        json::note("diff", "The lines of the SQL beside those of the answer before."),
    };
}

struct AnswerShape {
    std::string id;
    std::string conversation_id;
    std::string connection_id;
    std::string question;
    ask::Outcome outcome = ask::Outcome::answered;
    std::optional<std::string> sql;
    std::optional<std::string> ask;
    Dialect dialect = Dialect::postgres;
    std::optional<std::string> explanation;
    std::vector<ResultColumnShape> columns;
    json::Raw rows{"[]"};
    std::int64_t row_count = 0;
    bool truncated = false;
    std::optional<CacheShape> cache;
    std::optional<json::Raw> chart;
    double confidence = 0;
    std::vector<AssumptionShape> assumptions;
    std::vector<AlternativeShape> alternatives;
    std::optional<ClarificationShape> clarification;
    std::optional<std::string> reason;
    std::vector<std::string> missing;
    std::vector<std::string> suggestions;
    std::optional<RefinementShape> refinement;
    std::vector<NoteShape> notes;
    TimingsShape timings;
    ProvenanceShape provenance;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    AnswerShape,
    (),
    (id,
     conversation_id,
     connection_id,
     question,
     outcome,
     sql,
     ask,
     dialect,
     explanation,
     columns,
     rows,
     row_count,
     truncated,
     cache,
     chart,
     confidence,
     assumptions,
     alternatives,
     clarification,
     reason,
     missing,
     suggestions,
     refinement,
     notes,
     timings,
     provenance,
     created_at)
)
constexpr auto notes(const AnswerShape*) {
    return std::array{
        json::note("sql", "What was asked of the source, in its dialect."),
        json::note("ask", "The same in the dialect that every source takes: to run or to change."),
        json::note("rows", "A list of rows; each a list of values in the order of `columns`."),
        json::note(
            "chart",
            "A Vega-Lite specification whose data set `result` are the rows; null when a table is "
            "better."
        )
            .nullable(),
        json::note("cache", "Where the rows come from, when the cache was asked."),
        json::note("confidence", "0 to 1: how sure the author of the SQL is to have understood."),
        json::note("reason", "Why the source cannot answer this."),
        json::note("refinement", "How it was taken, when there were earlier questions."),
        json::note("notes", "What the person should know beside the answer."),
    };
}

}  // namespace parlance::serve
