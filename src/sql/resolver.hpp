#pragma once

#include "sql/resolve.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How `resolve` works inside. Only `sql/resolve*.cpp` include this.
namespace parlance::sql {

using Outputs = std::vector<Output>;
using Sources = std::vector<Source>;

/// What a FROM item offers under one name: a table of the schema, or the output of a query.
struct Relation {
    std::string name;
    std::string schema;                ///< of an unaliased table: `schema.table.column` is allowed
    const Table* table = nullptr;      ///< none for anything but a table of the schema
    Outputs columns;                   ///< of anything but a table
    std::vector<std::string> renamed;  ///< the column names of the alias, for the first columns

    [[nodiscard]] std::size_t size() const;
    /// As this query calls it.
    [[nodiscard]] std::string_view column_name(std::size_t column) const;
    /// As the table itself calls it. Columns of a table are written by this name: a column list in
    /// an alias counts by position, and the table may have columns that the schema does not show.
    [[nodiscard]] std::string_view true_name(std::size_t column) const;
    [[nodiscard]] Type column_type(std::size_t column) const;
    void add_sources(std::size_t column, Sources& to) const;
};

/// A column that a bare name can mean: one of a relation, or one merged by USING.
struct Visible {
    std::size_t relation = 0;
    std::size_t column = 0;
    Box<Expr> merged;  ///< how to write a merged column
    Sources merged_sources;
};

/// What FROM brings into scope.
struct Names {
    std::vector<Relation> relations;
    std::vector<Visible> visible;

    [[nodiscard]] std::string_view name_of(const Visible& one) const;
};

/// One level of a query: its names, and the query around it.
struct Scope {
    const Scope* outer = nullptr;
    Names names;
    const Select* select = nullptr;  ///< whose aliases may be meant, where the dialect allows it
};

struct CteEntry {
    std::string name;
    Outputs columns;
};

class Resolver {
public:
    explicit Resolver(const Schema& schema) : schema_(schema) {}

    Resolved run(Query& query);

private:
    // resolve.cpp: queries
    Outputs query(Query& query, const Scope* outer);
    Outputs named_query(Query& query, const Scope* outer);
    void with(Query& query, const Scope* outer);
    void recursive(Cte& cte, const Scope* outer);
    Outputs body(Select& select, Query& whole, const Scope* outer);
    Outputs body(Values& values, Query& whole, const Scope* outer);
    Outputs body(SetOperation& operation, Query& whole, const Scope* outer);
    void order_of_outputs(Query& whole, const Outputs& outputs);
    Outputs items(Select& select, const Scope& scope);
    void name_item(SelectItem& item, Output& output, bool was_column) const;
    void expand_stars(Select& select, const Scope& scope);
    void group(GroupItem& item, Select& select, const Outputs& outputs, const Scope& scope);
    bool output_column(Expr& expr, Select& select, const Outputs& outputs);
    void order(
        std::vector<OrderItem>& items,
        Select& select,
        const Outputs& outputs,
        const Scope& scope
    );
    /// What an entry of ORDER BY sorts by: on SQLite, COLLATE may follow the name of an output.
    [[nodiscard]] Expr& sorted_by(Expr& expr) const;
    void limits(Query& query, const Scope* outer);

    // resolve_from.cpp: relations
    Names from(From& from, const Scope& before);
    Names source(TableRef& table, const Scope& before);
    Names source(Derived& derived, const Scope& before);
    Names source(FunctionRef& function, const Scope& before);
    Names source(Join& join, const Scope& before);
    void merge(Join& join, Names& names, std::size_t left_visible);
    void natural(Join& join, const Names& left, const Names& right);
    Names names_of(Relation relation);
    void append(Names& to, Names more);
    [[nodiscard]] const CteEntry* cte(std::string_view name) const;
    [[nodiscard]] const Table& table(const TableRef& reference) const;

    // resolve_expr.cpp: expressions
    void expr(Expr& expr, const Scope& scope);
    void exprs(std::vector<Expr>& list, const Scope& scope);
    void maybe(Box<Expr>& expr, const Scope& scope);
    void column(Expr& expr, const Scope& scope);
    bool bare_column(Expr& expr, const Scope& scope);
    bool qualified_column(Expr& expr, const Scope& scope);
    void bind(Expr& expr, const Names& names, const Visible& visible);
    /// The column as the query itself would write it, still to be bound.
    [[nodiscard]] Expr spelled(const Names& names, const Visible& visible);
    bool alias_of(Expr& expr, const Scope& scope);
    bool whole_row(Expr& expr, const Scope& scope);
    bool column_by_call(Expr& expr, const Scope& scope);
    [[nodiscard]] const Relation* relation_of(const Expr& expr, const Scope& scope) const;
    [[nodiscard]] bool names_column(const Expr& expr, const Scope& scope) const;
    void spread_rows(Row& row, const Scope& scope);
    bool quoted_string(Expr& expr);
    Outputs subquery(Query& query, const Scope& scope);
    void call(Call& call, const Scope& scope);
    void window(Window& window, const Scope& scope);
    [[noreturn]] void unknown_column(const Expr& expr, const Scope& scope) const;

    /// Counts what resolving adds to the tree; throws `sql_too_long` when a short text asks for
    /// more than it may (stars over stars, aliases within aliases).
    void spend(std::size_t nodes);

    [[nodiscard]] bool same(std::string_view a, std::string_view b) const;

    const Schema& schema_;
    std::vector<CteEntry> ctes_;
    std::vector<const Table*> tables_;
    std::size_t spent_ = 0;
    bool naming_ = true;       ///< whether output columns are referred to by name
    Sources* sink_ = nullptr;  ///< collects what flows into the output column in hand
};

/// The type of an expression whose parts have theirs.
[[nodiscard]] Type type_of(const Expr& expr);
[[nodiscard]] Type type_of(const TypeName& type);
/// The type that values of both have together, as in UNION or CASE.
[[nodiscard]] Type common(Type a, Type b);
/// What PostgreSQL calls a column that has no alias.
[[nodiscard]] std::string natural_name(const Expr& expr);
/// The candidate nearest to `wanted` in spelling, when one is near; empty otherwise.
[[nodiscard]] std::string
nearest(std::string_view wanted, const std::vector<std::string_view>& candidates);
[[nodiscard]] std::string
did_you_mean(std::string_view wanted, const std::vector<std::string_view>& candidates);

}  // namespace parlance::sql
