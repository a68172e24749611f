#pragma once

#include <string>
#include <utility>
#include <vector>

/// What the roles are told of a source: only what the asker may see, made by who hands it over.
/// Names, comments and values are hostile input; the prompts treat them as data.
namespace parlance::agents {

struct SheetColumn {
    std::string name;
    std::string type;  ///< in PostgreSQL's words
    std::string comment;
    bool nullable = true;
    bool masked = false;               ///< its values are changed for the asker
    std::vector<std::string> samples;  ///< of clear columns only; sent if the role sends samples
};

struct SheetTable {
    std::string schema;  ///< empty: found without it
    std::string name;
    std::string comment;
    std::vector<SheetColumn> columns;
    std::vector<std::string> primary_key;
};

/// Words of the question that are a value of a column. Sent if the role sends samples.
struct SheetValue {
    std::string words;
    std::string column;  ///< `table.column`
    std::string value;
};

/// What a tenant taught: a phrase, and the SQL or the name that it stands for.
struct SheetTerm {
    std::string phrase;
    std::string meaning;
};

/// A question that somebody confirmed, with its SQL.
struct SheetExample {
    std::string question;
    std::string sql;
};

struct Sheet {
    std::vector<SheetTable> tables;  ///< the most relevant first
    std::vector<std::string> joins;  ///< such as `orders.customer_id = customers.id`
    std::vector<SheetValue> values;
    std::vector<SheetTerm> terms;
    std::vector<SheetExample> examples;
};

}  // namespace parlance::agents
