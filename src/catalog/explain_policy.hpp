#pragma once

#include "base/schema.hpp"
#include "catalog/sensitive.hpp"
#include "guard/policy_document.hpp"
#include "guard/sight.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What a policy makes of a source, in words for those who write policies.
namespace parlance::catalog {

struct ExplainedColumn {
    std::string name;
    bool seen = false;
    guard::Mask mask = guard::Mask::none;
};
BOOST_DESCRIBE_STRUCT(ExplainedColumn, (), (name, seen, mask))

struct ExplainedTable {
    std::string schema;
    std::string name;
    bool seen = false;
    bool filtered = false;             ///< rows are held back
    std::string pointer;               ///< what speaks about the table, in the document
    std::vector<std::string> because;  ///< why it is hidden, or shows less than there is
    std::vector<ExplainedColumn> columns;
};
BOOST_DESCRIBE_STRUCT(ExplainedTable, (), (schema, name, seen, filtered, pointer, because, columns))

/// Every table of `whole`, as `asker` sees it: `visible` and `policy` are what `guard::look` made.
[[nodiscard]] std::vector<ExplainedTable> explain_policy(
    const guard::PolicyDocument& document,
    const Schema& whole,
    const guard::Asker& asker,
    const Schema& visible,
    const guard::Policy& policy,
    std::span<const guard::Problem> problems
);

/// Tables (with an empty column) and columns that no rule names: nobody has looked at them yet.
[[nodiscard]] std::vector<ColumnName>
not_looked_at(const guard::PolicyDocument& document, const Schema& whole);

/// Something that differs between two documents: RFC 6901 pointer, and both sides as JSON.
struct Difference {
    std::string pointer;
    std::optional<boost::json::value> before;
    std::optional<boost::json::value> after;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (pointer, before, after))

[[nodiscard]] std::vector<Difference>
differences(const boost::json::value& before, const boost::json::value& after);

}  // namespace parlance::catalog
