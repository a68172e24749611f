#pragma once

#include "sql/ast.hpp"

#include <string>
#include <vector>

/// What a tenant taught about a source, as the engine takes it: names bound to the schema that the
/// pack is built from, SQL resolved against it. What names nothing there is left aside.
namespace parlance::engine {

/// Another word for a table, for a column, or for a value of a column.
struct Synonym {
    std::string phrase;
    std::string schema;
    std::string table;
    std::string column = {};  ///< empty: the table itself
    std::string value = {};   ///< empty: the column itself
};

/// A figure with a formula, such as `revenue` = `sum(quantity * unit_price)`. The columns of the
/// formula are qualified by the names of their tables.
struct TaughtMetric {
    std::string phrase;
    std::string schema;
    std::string table;  ///< of which each row is one
    sql::Expr formula;
    std::string label;  ///< of its column in an answer
};

/// A condition with a name, such as `active customers`: columns as in a metric.
struct TaughtFilter {
    std::string phrase;
    std::string schema;
    std::string table;  ///< whose rows it is about
    sql::Expr condition;
};

/// A column that points at another, or does not, whatever the names say.
struct TaughtKey {
    std::string schema;
    std::string table;
    std::string column;
    std::string target_schema;
    std::string target_table;
    std::string target_column;
    bool holds = true;
};

/// What to show of a table when nothing else is asked for.
struct DefaultColumns {
    std::string schema;
    std::string table;
    std::vector<std::string> columns;
};

/// A question whose right SQL somebody has confirmed.
struct VerifiedQuestion {
    std::string question;
    sql::Query query;  ///< as it was written; every name of it is in the schema
    std::string author;
};

struct Knowledge {
    std::vector<Synonym> synonyms;
    std::vector<TaughtMetric> metrics;
    std::vector<TaughtFilter> filters;
    std::vector<DefaultColumns> columns;
    std::vector<VerifiedQuestion> verified;
    std::vector<TaughtKey> keys;

    [[nodiscard]] bool empty() const {
        return synonyms.empty() && metrics.empty() && filters.empty() && columns.empty() &&
               verified.empty() && keys.empty();
    }
};

}  // namespace parlance::engine
