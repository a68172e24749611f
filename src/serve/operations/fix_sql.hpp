#pragma once

#include "ask/answer.hpp"
#include "serve/operation.hpp"
#include "serve/operations/answer_parts.hpp"

#include <boost/describe.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace parlance::serve {

struct FixRequest {
    std::optional<std::string> connection_id;
    std::string sql;
    std::optional<std::string> question;
};
BOOST_DESCRIBE_STRUCT(FixRequest, (), (connection_id, sql, question))
constexpr auto notes(const FixRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source."),
        json::note("sql", "The SELECT that fails, in PostgreSQL's dialect.").length(1, 65'536),
        json::note("question", "What it is to answer.").length(1, 65'536),
    };
}

struct FixShape {
    std::string query_id;
    std::string sql;
    ask::Author author = ask::Author::builtin;
    std::vector<std::string> changes;
    std::vector<ModelStepShape> steps;
};
BOOST_DESCRIBE_STRUCT(FixShape, (), (query_id, sql, author, changes, steps))
constexpr auto notes(const FixShape*) {
    return std::array{
        json::note("sql", "A statement that the guard approves. Nothing of it has been shown."),
        json::note("author", "`builtin`: names were put right; `model`: a model repaired it."),
        json::note("changes", "What was changed, in words; nothing when nothing was wrong."),
        json::note("steps", "The calls of language models, when there were any."),
    };
}

/// Repairs a statement, by the rules of names first and by a model after that.
Task<FixShape> fix_sql(Services& with, Call& call, FixRequest request);

}  // namespace parlance::serve
