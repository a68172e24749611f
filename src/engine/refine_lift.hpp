#pragma once

#include "engine/model.hpp"
#include "engine/qir.hpp"
#include "sql/ast.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::engine {

/// The representation of a query: of all that `compile` writes, and of what people write in the
/// same shapes. None when the query says something that the representation cannot hold.
[[nodiscard]] std::optional<Qir> lift(const sql::Query& query, const Model& model);

/// The table of which each joined row is one: all the others are reached from it by keys that lead
/// to one row. None when there is no such table.
[[nodiscard]] TableId finest(const std::vector<TableId>& tables, const Model& model);

/// Lifts one level of a query; a new one is made for every subquery. Whatever it does not know
/// makes it fail: it never guesses.
class Lifter {
public:
    Lifter(const Model& model, const Lifter* outer) : model_(model), outer_(outer) {}
    /// For expressions over the rows of the first table and of those that they point at.
    Lifter(const Model& model, const std::vector<TableId>& tables);

    [[nodiscard]] std::optional<Qir> run(const sql::Query& query);
    [[nodiscard]] std::optional<Term> term(const sql::Expr& expr);
    [[nodiscard]] std::optional<Pred> condition(const sql::Expr& expr);

private:
    /// A table in FROM; `via` is the key that led to a second instance of it.
    struct Relation {
        std::string name;
        TableId table = nothing;
        std::int32_t via = nothing;
        bool optional = false;  ///< reached by LEFT JOIN
    };

    // refine_lift.cpp: clauses
    bool clauses(const sql::Query& query, const sql::Select& select, Qir& made);
    bool items(const sql::Select& select, Qir& made);
    bool star(const sql::SelectItem& item, Qir& made);
    bool groups(const sql::Select& select, Qir& made);
    bool order(const sql::Query& query, Qir& made);
    bool conditions(const sql::Select& select, Qir& made);
    [[nodiscard]] const Term* item_called(const sql::Expr& expr, const Qir& made) const;
    [[nodiscard]] std::optional<Qir> ranked(const sql::Query& query, const sql::Select& select);
    [[nodiscard]] std::optional<Qir> over_source(const sql::Query& query, const sql::Select& outer);

    // refine_lift_from.cpp: tables and the keys that join them
    bool from(const sql::Select& select, Qir& made);
    bool add(const sql::From& from, bool optional);
    [[nodiscard]] TableId table_named(const sql::Name& name) const;
    bool link(Qir& made);
    bool take_key(const Relation& left, Relation& right, Qir& made);
    [[nodiscard]] bool
    joins(const sql::Expr& expr, const Key& key, std::size_t from, std::size_t to) const;
    bool follow(std::int32_t key, std::size_t from, std::size_t to, Qir& made);
    [[nodiscard]] bool parallel(std::int32_t key) const;
    void touch_unread(Qir& made) const;
    [[nodiscard]] std::optional<Pred> exists(const sql::Query& query, bool negated);
    bool tie(Pred& made);

    // refine_lift_terms.cpp: expressions
    [[nodiscard]] std::optional<Term> column(const sql::ColumnRef& ref) const;
    [[nodiscard]] std::optional<std::pair<std::size_t, ColumnId>> find(const sql::ColumnRef& ref
    ) const;
    [[nodiscard]] std::optional<Term> literal(const sql::Literal& literal) const;
    [[nodiscard]] std::optional<Term> cast(const sql::Cast& cast);
    [[nodiscard]] std::optional<Term> binary(const sql::Binary& binary);
    [[nodiscard]] std::optional<Term> windowed(const sql::Binary& binary);
    [[nodiscard]] std::optional<Term> call(const sql::Call& call);
    [[nodiscard]] std::optional<Term> counted(const sql::Call& call);
    [[nodiscard]] std::optional<Term> grained(const sql::Call& call);
    [[nodiscard]] std::optional<Term> weekday(const sql::Case& node);

    // refine_lift_conditions.cpp
    [[nodiscard]] std::optional<Pred> comparison(const sql::Binary& binary);
    [[nodiscard]] std::optional<Pred> between(const sql::Between& node);
    [[nodiscard]] std::optional<Pred> listed(const sql::InList& node);
    [[nodiscard]] std::optional<Pred> tested(const sql::IsTest& node);
    void as_moment(const Term& column, Term& value) const;

    const Model& model_;
    const Lifter* outer_ = nullptr;
    std::vector<Relation> relations_;
    std::vector<const sql::Expr*> open_;  ///< conditions that have not been understood yet
    std::vector<std::string> source_;     ///< the columns of the query in FROM
    std::string source_name_;
    TableId counted_ = nothing;  ///< what count(*) counts
};

/// The conditions that AND ties together.
void conjuncts(const sql::Expr& expr, std::vector<const sql::Expr*>& into);

}  // namespace parlance::engine
