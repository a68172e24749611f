#pragma once

#include "base/clock.hpp"
#include "base/schema.hpp"
#include "base/shape.hpp"
#include "engine/complete.hpp"
#include "engine/refine.hpp"
#include "serve/call.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on queries take, and what they give beside answers.
namespace parlance::serve {

struct AskRequest {
    std::optional<std::string> connection_id;
    std::string question;
    std::optional<std::string> conversation_id;
    std::optional<std::string> after;
    std::optional<engine::Taken> taken;
    std::optional<std::vector<std::string>> without;
    std::optional<CacheUse> cache;
};
BOOST_DESCRIBE_STRUCT(
    AskRequest,
    (),
    (connection_id, question, conversation_id, after, taken, without, cache)
)
constexpr auto notes(const AskRequest*) {
    return std::array{
        json::note("connection_id", "The source to ask; without it the tenant's default source."),
        json::note("question", "The question in plain English, or a SELECT.")
            .length(1, 65'536)
            .example(R"("how many orders per status")"),
        json::note(
            "conversation_id",
            "Puts the answer into an earlier conversation, or a thread: a follow-up such as `only "
            "for 2024` "
            "changes its last answer."
        )
            .length(1, 64),
        json::note(
            "after",
            "The query of the conversation that it follows: what was asked later counts as undone."
        )
            .length(1, 64),
        json::note("taken", "Decides whether it is a follow-up; without it the words decide."),
        json::note(
            "without",
            "Assumptions of an earlier answer, by their `text`, that are not to be made this time."
        ),
        json::note(
            "cache",
            "`use`, the default, takes rows that were computed a short while ago for an equal "
            "query "
            "of the same rights, and says so; `bypass` asks the database."
        ),
    };
}

struct GenerateSqlRequest {
    std::optional<std::string> connection_id;
    std::string question;
    std::optional<std::string> conversation_id;
};
BOOST_DESCRIBE_STRUCT(GenerateSqlRequest, (), (connection_id, question, conversation_id))
constexpr auto notes(const GenerateSqlRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source."),
        json::note("question", "The question in plain English.")
            .length(1, 65'536)
            .example(R"("how many orders per status")"),
        json::note("conversation_id", "An earlier conversation that the question goes on from.")
            .length(1, 64),
    };
}

/// The first event of a question: how to cancel it.
struct StartedShape {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(StartedShape, (), (id))

/// A step of the journey, as it begins and as it ends.
struct StepShape {
    std::string step;
    std::string status;
    std::optional<double> ms;
};
BOOST_DESCRIBE_STRUCT(StepShape, (), (step, status, ms))

struct RefineRequest {
    std::optional<std::string> query_id;
    std::optional<std::string> sql;
    std::string instruction;
    std::optional<std::string> connection_id;
    std::optional<engine::Taken> taken;
    std::optional<CacheUse> cache;
};
BOOST_DESCRIBE_STRUCT(RefineRequest, (), (query_id, sql, instruction, connection_id, taken, cache))
constexpr auto notes(const RefineRequest*) {
    return std::array{
        json::note("query_id", "One of your own answers, which is to be changed; or give `sql`.")
            .length(1, 64),
        json::note("sql", "A SELECT that is to be changed; or give `query_id`.").length(1, 65'536),
        json::note("instruction", "What to change, in plain English.")
            .length(1, 65'536)
            .example(R"("only for 2024")"),
        json::note(
            "connection_id",
            "The source of `sql`; without it the tenant's default source. An answer knows its own."
        ),
        json::note("taken", "Decides whether it is a follow-up; without it the words decide."),
        json::note("cache", "As in `ask`."),
    };
}

struct RunAgainRequest {
    std::string query_id;
    std::optional<CacheUse> cache;
};
BOOST_DESCRIBE_STRUCT(RunAgainRequest, (), (query_id, cache))
constexpr auto notes(const RunAgainRequest*) {
    return std::array{json::note("cache", "As in `ask`.")};
}

struct SourceQuery {
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(SourceQuery, (), (connection_id))
constexpr auto notes(const SourceQuery*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
    };
}

struct SchemaShape {
    std::string connection_id;
    Dialect dialect = Dialect::postgres;
    std::string default_schema;
    std::optional<Instant> refreshed_at;
    std::vector<Table> tables;
};
BOOST_DESCRIBE_STRUCT(
    SchemaShape,
    (),
    (connection_id, dialect, default_schema, refreshed_at, tables)
)

struct SampleRequest {
    std::string table;
    std::optional<std::string> schema;
    std::optional<std::string> connection_id;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(SampleRequest, (), (table, schema, connection_id, limit))
constexpr auto notes(const SampleRequest*) {
    return std::array{
        json::note("table", "The name of the table or view.").length(1, 512),
        json::note("schema", "The schema that it stands in; without it the source's default one."),
        json::note("connection_id", "The source; without it the tenant's default source."),
        json::note("limit", "Rows at the most; 20 without it.").between(1, 1'000),
    };
}

struct TypedRequest {
    std::optional<std::string> connection_id;
    std::string text;
    std::optional<std::int64_t> cursor;
};
BOOST_DESCRIBE_STRUCT(TypedRequest, (), (connection_id, text, cursor))
constexpr auto notes(const TypedRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note("text", "The question as far as it is typed.").length(1, 4'096),
        json::note("cursor", "Where the cursor stands, in bytes of UTF-8; without it at the end.")
            .between(0, 4'096),
    };
}

struct CompletionShape {
    engine::CompletionKind kind = engine::CompletionKind::table;
    std::string text;
    std::string detail;
    std::int64_t begin = 0;
    std::int64_t end = 0;
};
BOOST_DESCRIBE_STRUCT(CompletionShape, (), (kind, text, detail, begin, end))
constexpr auto notes(const CompletionShape*) {
    return std::array{
        json::note("text", "Stands in the place of what was typed."),
        json::note("detail", "Where it is from, in a few words."),
        json::note("begin", "Where what was typed begins, in bytes of UTF-8."),
        json::note("end", "Where it ends."),
    };
}

struct CompletionsShape {
    std::vector<CompletionShape> items;
};
BOOST_DESCRIBE_STRUCT(CompletionsShape, (), (items))

struct SuggestionsShape {
    std::vector<std::string> questions;
};
BOOST_DESCRIBE_STRUCT(SuggestionsShape, (), (questions))

}  // namespace parlance::serve
