#pragma once

#include "base/shape.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the roles' models answer, in the shapes that `data/answers.json` asks for. Lists that a
/// model left out are empty; members that nobody asked for are passed over.
namespace parlance::agents {

struct LinkAnswer {
    std::vector<std::string> tables;
    std::vector<std::string> columns;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(LinkAnswer, (), (tables, columns, notes))
constexpr auto notes(const LinkAnswer*) {
    return std::array{json::note("columns").optional(), json::note("notes").optional()};
}

struct CandidateAnswer {
    std::string sql;
    std::string reason;
    std::vector<std::string> assumptions;
};
BOOST_DESCRIBE_STRUCT(CandidateAnswer, (), (sql, reason, assumptions))
constexpr auto notes(const CandidateAnswer*) {
    return std::array{json::note("reason").optional(), json::note("assumptions").optional()};
}

struct WriteAnswer {
    std::vector<CandidateAnswer> candidates;
    std::string cannot;
    std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(WriteAnswer, (), (candidates, cannot, missing))
constexpr auto notes(const WriteAnswer*) {
    return std::array{
        json::note("candidates").optional(),
        json::note("cannot").optional(),
        json::note("missing").optional(),
    };
}

struct DrawAnswer {
    std::string title;
    std::string chart;
};
BOOST_DESCRIBE_STRUCT(DrawAnswer, (), (title, chart))

struct NarrateAnswer {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NarrateAnswer, (), (text))

struct TileAnswer {
    std::string title;
    std::string question;
    std::string sql;
};
BOOST_DESCRIBE_STRUCT(TileAnswer, (), (title, question, sql))

struct TilesAnswer {
    std::vector<TileAnswer> tiles;
};
BOOST_DESCRIBE_STRUCT(TilesAnswer, (), (tiles))

struct DescriptionAnswer {
    std::string table;
    std::string column;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DescriptionAnswer, (), (table, column, text))
constexpr auto notes(const DescriptionAnswer*) {
    return std::array{json::note("column").optional()};
}

struct DescribeAnswer {
    std::vector<DescriptionAnswer> descriptions;
};
BOOST_DESCRIBE_STRUCT(DescribeAnswer, (), (descriptions))

/// Fills `out`; whether the object has the shape.
[[nodiscard]] bool
read_answer(void* out, const json::Shape& shape, const boost::json::object& answer);

template <class T>
[[nodiscard]] std::optional<T> read_answer(const boost::json::object& answer) {
    T out{};
    if (!read_answer(&out, json::shape_of<T>(), answer)) return std::nullopt;
    return out;
}

/// The SQL of an answer as one statement: without a fence, white space around it and a semicolon
/// at its end; empty when there is none, or too much.
[[nodiscard]] std::string sql_of(std::string_view text);

/// The first `items_max` texts that say something, cleaned and cut.
[[nodiscard]] std::vector<std::string>
words_of(const std::vector<std::string>& texts, std::size_t items_max, std::size_t characters_max);

}  // namespace parlance::agents
