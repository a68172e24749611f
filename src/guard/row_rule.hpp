#pragma once

#include "sql/ast.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::guard {

/// A row rule as a condition, with the asker's attributes put in as constants.
struct RowRule {
    sql::Expr condition;
    std::vector<std::string> missing;  ///< attributes that the rule names and the asker lacks
};

/// Reads a row rule: comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS, EXISTS and IN over plain
/// subqueries, and functions that no value makes fail. `:user.name` is the asker's attribute; one
/// that the asker lacks is NULL. Throws `Error` (invalid): `policy_rule_syntax`,
/// `policy_rule_not_supported`.
[[nodiscard]] RowRule
read_row_rule(std::string_view text, const std::map<std::string, std::string>& attributes);

}  // namespace parlance::guard
