#pragma once

#include "base/schema.hpp"
#include "connectors/new_table.hpp"
#include "guard/policy_document.hpp"
#include "guard/sight.hpp"
#include "sql/ast.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// A copy of a source in an engine inside Parlance, and what a policy leaves of it for one person.
namespace parlance::proof {

/// What a check could not show; `column` is empty for all of the table, `table` for several.
struct Unproven {
    std::string schema;
    std::string table;
    std::string column;
    std::string why;

    bool operator==(const Unproven&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unproven, (), (schema, table, column, why))

/// A table of the copy through the person's eyes.
struct Facet {
    const Table* table = nullptr;  ///< all of it
    bool seen = false;
    std::vector<guard::ColumnRule> columns;  ///< one for each column of `table`
    std::optional<sql::Expr> rows;           ///< which rows are seen; all when empty
    std::set<TableName> reads;               ///< what the row rule asks beside the table
    std::string row_column;                  ///< numbers the rows; no statement can name it

    [[nodiscard]] TableName name() const { return {table->schema, table->name}; }
    /// Whether anything of it is hidden from the person.
    [[nodiscard]] bool restricted() const;
};

/// A name without regard to case, as embedded engines take it.
[[nodiscard]] std::string folded(std::string_view name);

/// Literals that row rules compare columns with, by the columns' names.
using RuleLiterals = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Copy {
    std::shared_ptr<const Schema> schema;  ///< all of the source, in the dialect of the engine
    guard::Sight sight;                    ///< what the person sees of it
    std::vector<Facet> facets;             ///< of the tables that are made
    RuleLiterals literals;
    std::vector<Unproven> left_out;

    [[nodiscard]] bool hides_anything() const;
    /// Whether a row rule names a column like this one.
    [[nodiscard]] bool in_rules(const Column& column) const;
};

/// Lays the copy out: DuckDB's dialect for every source but SQLite's own. No more than `tables_max`
/// tables are made: those that the policy restricts, what their rules ask, and some of the others.
[[nodiscard]] Copy copy_of(
    const Schema& whole,
    const guard::PolicyDocument& document,
    const guard::Asker& asker,
    std::size_t tables_max
);

/// What a person sees of a copy under a policy, with limits that fit its size.
[[nodiscard]] guard::Sight sight_of(
    const std::shared_ptr<const Schema>& copy,
    const guard::PolicyDocument& document,
    const guard::Asker& asker
);

/// The table as it is to be made, without rows; one column more than it has numbers its rows.
[[nodiscard]] connectors::NewTable new_table(const Facet& facet, Dialect dialect);

}  // namespace parlance::proof
