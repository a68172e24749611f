#pragma once

#include "agents/settings.hpp"
#include "ask/grade.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What an evaluation found out about one question: the same for files, the store and the API.
namespace parlance::ask {

BOOST_DESCRIBE_STRUCT(GradeReason, (), (code, text))
constexpr auto notes(const GradeReason*) {
    return std::array{
        json::note("code", "Stable."),
        json::note("text", "A sentence."),
    };
}

/// One call of a model for the question.
struct ModelCall {
    agents::Role role = agents::Role::sql;
    std::string task;
    std::string provider;
    std::string model;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;
    std::int64_t output_tokens = 0;
    std::optional<double> cost;
    double ms = 0;
    bool remembered = false;
    std::optional<std::string> trouble;
};
BOOST_DESCRIBE_STRUCT(
    ModelCall,
    (),
    (role,
     task,
     provider,
     model,
     input_tokens,
     cached_tokens,
     output_tokens,
     cost,
     ms,
     remembered,
     trouble)
)
constexpr auto notes(const ModelCall*) {
    return std::array{
        json::note("task", "Such as `write` and `repair`."),
        json::note("cached_tokens", "Of the input: what the provider had in its cache."),
        json::note("cost", "In US dollars; missing when the price is unknown."),
        json::note("remembered", "The reply came from Parlance's own cache."),
        json::note("trouble", "A stable code; missing when it went well."),
    };
}

enum class MarkOutcome : std::uint8_t { answered, clarify, unanswerable, failed };
BOOST_DESCRIBE_ENUM(MarkOutcome, answered, clarify, unanswerable, failed)

/// A question and what came of it.
struct Mark {
    std::string id;
    std::string question;
    MarkOutcome outcome = MarkOutcome::failed;
    std::optional<std::string> failure;
    std::optional<std::string> sql;
    std::optional<std::string> right_sql;
    std::optional<Grade> grade;
    std::vector<GradeReason> reasons;
    double confidence = 0;
    double ms = 0;
    std::vector<ModelCall> calls;
};
BOOST_DESCRIBE_STRUCT(
    Mark,
    (),
    (id, question, outcome, failure, sql, right_sql, grade, reasons, confidence, ms, calls)
)
constexpr auto notes(const Mark*) {
    return std::array{
        json::note("", "A question and what came of it."),
        json::note("id", "Of the verified question; in files that of the row."),
        json::note("failure", "The code of what it failed with."),
        json::note("sql", "The SQL of the answer, in PostgreSQL's dialect."),
        json::note("right_sql", "The SQL that was confirmed."),
        json::note("grade", "Missing when there was nothing to compare with."),
        json::note("reasons", "Of the grade; the same for the same two results."),
        json::note("confidence", "Of the answer, 0 to 1."),
        json::note("ms", "Until the answer was there, with its rows."),
        json::note("calls", "Of models, in the order in which they ended."),
    };
}

}  // namespace parlance::ask
