#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <map>
#include <string>
#include <vector>

namespace parlance::engine {

/// Walks a query tree and says it in English. Every node that the language has is said, so that two
/// different queries read differently.
class Explainer {
public:
    explicit Explainer(const Schema& schema) : schema_(schema) {}

    [[nodiscard]] std::string sentence(const sql::Query& query);

private:
    // explain.cpp: queries
    [[nodiscard]] std::string query(const sql::Query& query);
    [[nodiscard]] std::string select(const sql::Select& select);
    [[nodiscard]] std::string items(const sql::Select& select);
    [[nodiscard]] std::string from(const std::vector<sql::From>& from);
    void relations(
        const sql::From& from,
        std::vector<std::string>& names,
        std::vector<std::string>& joins
    );
    [[nodiscard]] std::string group(const std::vector<sql::GroupItem>& items);
    [[nodiscard]] std::string order(const std::vector<sql::OrderItem>& items);
    [[nodiscard]] std::string exists(const sql::Query& query, bool negated);
    [[nodiscard]] std::string rows_of(const sql::Query& query);

    // explain_terms.cpp: expressions
    [[nodiscard]] std::string term(const sql::Expr& expr);
    [[nodiscard]] std::string condition(const sql::Expr& expr, bool negated = false);
    [[nodiscard]] std::string comparison(const sql::Binary& binary, bool negated);
    [[nodiscard]] std::string logic(const sql::Logic& logic, bool negated);
    [[nodiscard]] std::string like(const sql::Like& like, bool negated);
    [[nodiscard]] std::string call(const sql::Call& call);
    [[nodiscard]] std::string window(const sql::Window& window);
    [[nodiscard]] std::string arithmetic(const sql::Binary& node);
    [[nodiscard]] std::string choice(const sql::Case& node);
    [[nodiscard]] std::string other_node(const sql::Expr& expr);
    [[nodiscard]] std::string list(const std::vector<sql::Expr>& exprs);

    const Schema& schema_;
    std::size_t depth_ = 0;
    std::size_t tables_ = 0;  ///< relations of the level that is being told
};

}  // namespace parlance::engine
