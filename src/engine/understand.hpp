#pragma once

#include "base/clock.hpp"
#include "engine/schema_pack.hpp"
#include "sql/ast.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The built-in understanding. Comes in: a question in English, what is known of the source, the
/// time. Goes out: one or more readings as query trees with an honest confidence, or a question
/// back, or what is missing. Pure and deterministic: no I/O, no clock of its own, no model, no key.
namespace parlance::engine {

/// Which words of the question became which part of the query.
struct Provenance {
    std::size_t begin = 0;  ///< bytes in the question
    std::size_t end = 0;
    std::string words;
    std::string became;   ///< such as `orders.status = 'paid'`
    std::string because;  ///< such as `value of orders.status`
};

/// Something the engine took for granted; the person may disagree.
struct Assumption {
    std::string code;  ///< stable, such as `default_date_column`
    std::string text;
};

/// One way to read the question.
struct Reading {
    sql::Query query;         ///< in the lingua franca; any source's dialect is rendered from it
    double confidence = 0;    ///< 0 to 1
    std::string explanation;  ///< in English, made from the query and not from the question
    std::vector<Provenance> provenance;
    std::vector<Assumption> assumptions;
    std::vector<std::string> unexplained;  ///< content words that no part of the query comes from
};

/// The readings, best first; never empty.
struct Answered {
    std::vector<Reading> readings;
};

/// The question has several readings that the words do not decide between.
struct Clarification {
    std::string question;
    std::vector<Reading> options;  ///< two to four
};

/// The source cannot answer this: what is missing, and the closest that can be asked.
struct Unanswerable {
    std::string reason;
    std::vector<std::string> missing;
    std::vector<std::string> suggestions;
};

using Understanding = std::variant<Answered, Clarification, Unanswerable>;

struct Question {
    std::string text;
    Instant now;
    std::vector<std::string> without = {};  ///< texts of assumptions that the person disagrees with
};

[[nodiscard]] Understanding understand(const Question& question, const SchemaPack& pack);

/// What a query asks for, in one precise English sentence. Works for any query that lowers.
[[nodiscard]] std::string explain(const sql::Query& query, const Schema& schema);

/// A few questions that make sense for the source, for a person who sees it for the first time.
[[nodiscard]] std::vector<std::string> suggestions(const SchemaPack& pack);

}  // namespace parlance::engine
