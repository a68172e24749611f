#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace parlance::engine {

/// Walks a query tree and says it in English. Every node that the language has is said, so that two
/// different queries read differently; only what a reader takes for granted is left out: that rows
/// are joined by their keys.
class Explainer {
public:
    explicit Explainer(const Schema& schema) : schema_(schema) {}

    [[nodiscard]] std::string sentence(const sql::Query& query);

private:
    /// What FROM brings into sight.
    struct Relation {
        std::string name;              ///< as columns call it
        std::string phrase;            ///< as it is said, in the plural
        const Table* table = nullptr;  ///< nothing for what is no table of the source
    };
    struct Sources {
        std::vector<std::string> names;
        std::vector<std::string> kin;    ///< joined by their keys
        std::vector<std::string> notes;  ///< how the others are joined
    };
    struct Groups {
        std::vector<std::string> each;
        std::vector<const sql::Expr*> told;  ///< need not be said again among the columns
    };

    // explain.cpp: queries
    [[nodiscard]] std::string query(const sql::Query& query);
    [[nodiscard]] std::string select(const sql::Select& select, const sql::Query& whole);
    [[nodiscard]] std::string
    items(const sql::Select& select, const Groups& groups, const std::string& sources);
    [[nodiscard]] std::string end(const sql::Query& query, const sql::Select* select);
    [[nodiscard]] Groups groups(const std::vector<sql::GroupItem>& items);
    [[nodiscard]] std::string group(const std::vector<sql::GroupItem>& items);
    [[nodiscard]] std::string order(const std::vector<sql::OrderItem>& items);
    [[nodiscard]] std::string exists(const sql::Query& query, bool negated);

    // explain_from.cpp: where the rows come from
    [[nodiscard]] std::string sources(const std::vector<sql::From>& from);
    void add(const sql::From& from, Sources& found);
    void add_table(const sql::TableRef& table, Sources& found);
    void add_join(const sql::Join& join, Sources& found);
    [[nodiscard]] const Relation* relation_of(const sql::ColumnRef& column) const;
    [[nodiscard]] const Column* column_of(const sql::Expr& expr) const;
    /// Whether it says that two relations belong together by the key of one of them.
    [[nodiscard]] bool links(const sql::Expr& condition) const;
    [[nodiscard]] bool is_key(const sql::ColumnRef& column) const;
    [[nodiscard]] bool points(const sql::ColumnRef& from, const sql::ColumnRef& to) const;
    [[nodiscard]] std::string column(const sql::ColumnRef& column) const;
    [[nodiscard]] bool is_moment(const sql::Expr& expr) const;

    // explain_terms.cpp: expressions
    [[nodiscard]] std::string term(const sql::Expr& expr);
    [[nodiscard]] std::string literal(const sql::Literal& literal) const;
    [[nodiscard]] std::string list(const std::vector<sql::Expr>& exprs);
    [[nodiscard]] std::string other_node(const sql::Expr& expr);
    [[nodiscard]] std::string arithmetic(const sql::Binary& node);
    [[nodiscard]] std::string choice(const sql::Case& node);

    // explain_calls.cpp: functions
    [[nodiscard]] std::string call(const sql::Call& call);
    [[nodiscard]] std::string called(const sql::Call& call);
    [[nodiscard]] std::string count(const sql::Call& call);
    [[nodiscard]] std::string aggregate(const sql::Call& call, const std::string& words);
    [[nodiscard]] std::string window(const sql::Window& window);

    // explain_conditions.cpp: what is true of the rows
    [[nodiscard]] std::string condition(const sql::Expr& expr, bool negated = false);
    [[nodiscard]] std::string comparison(const sql::Binary& binary, bool negated);
    [[nodiscard]] std::string logic(const sql::Logic& logic, bool negated);
    [[nodiscard]] std::string period(const sql::Expr& from, const sql::Expr& to);
    [[nodiscard]] std::string like(const sql::Like& like, bool negated);

    const Schema& schema_;
    std::size_t depth_ = 0;
    std::vector<Relation> scope_;  ///< outer queries first
};

/// `a, b and c`.
[[nodiscard]] std::string enumerated(const std::vector<std::string>& parts);

[[nodiscard]] std::string sign_of(sql::BinaryOp op);

}  // namespace parlance::engine
