#pragma once

#include "base/types.hpp"
#include "engine/schema_pack.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// What of a source a question is about: for people, models and tools that write their own SQL.
namespace parlance::engine {

struct ContextTable {
    std::string schema;
    std::string name;
    double score = 0;                  ///< 1: the one that fits best
    std::vector<std::string> because;  ///< words of the question; empty: only joins need it
};
BOOST_DESCRIBE_STRUCT(ContextTable, (), (schema, name, score, because))

struct ContextColumn {
    std::string schema;
    std::string table;
    std::string name;
    Type type = Type::unknown;
    double score = 0;
};
BOOST_DESCRIBE_STRUCT(ContextColumn, (), (schema, table, name, type, score))

/// A key that joins two of the tables.
struct ContextJoin {
    std::string on;         ///< such as `orders.customer_id = customers.id`
    bool inferred = false;  ///< by names and types; not declared
};
BOOST_DESCRIBE_STRUCT(ContextJoin, (), (on, inferred))

/// Words of the question that are a value of a column.
struct ContextValue {
    std::string words;
    std::string schema;
    std::string table;
    std::string column;
    std::string value;
    double score = 0;
};
BOOST_DESCRIBE_STRUCT(ContextValue, (), (words, schema, table, column, value, score))

/// A figure or a filter that the question names, and what it comes to.
struct ContextTerm {
    std::string phrase;
    std::string kind;  ///< metric or filter
    std::string table;
    std::string meaning;
};
BOOST_DESCRIBE_STRUCT(ContextTerm, (), (phrase, kind, table, meaning))

/// Everything best first.
struct SchemaContext {
    std::vector<ContextTable> tables;
    std::vector<ContextColumn> columns;
    std::vector<ContextJoin> joins;
    std::vector<ContextValue> values;
    std::vector<ContextTerm> terms;
    std::vector<std::string> unknown;  ///< content words that nothing is called by
};
BOOST_DESCRIBE_STRUCT(SchemaContext, (), (tables, columns, joins, values, terms, unknown))

/// The part of the source that the question is about: at most so many tables, beside those that
/// join them. Works on names, comments, values and what was taught; fast on thousands of tables.
[[nodiscard]] SchemaContext
context_of(const std::string& question, const SchemaPack& pack, std::size_t tables_max);

}  // namespace parlance::engine
