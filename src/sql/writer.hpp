#pragma once

#include "base/schema.hpp"
#include "sql/ast.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// From our tree to text. A dialect is one `Style`; it first rewrites the tree into its own
/// functions where the meaning needs it, and the writer, which knows only grammar, spells the
/// result. Only `sql/render*.cpp` include this.
namespace parlance::sql {

/// All that tells one dialect's text from another's.
struct Style {
    Dialect dialect;
    /// Whether an identifier of this spelling must be quoted.
    bool (*needs_quotes)(std::string_view name);
    /// The spelling of a type; throws `sql_not_expressible`.
    std::string (*type)(const TypeName& type);
    /// The placeholder of the parameter with this index (from 0).
    std::string (*placeholder)(std::size_t index);
    /// Puts what the dialect lacks in its own words; throws `sql_not_expressible`. None when the
    /// tree can be written as it is.
    void (*rewrite)(Query& query);
    bool distinct_is = false;          ///< `a IS b` stands for IS NOT DISTINCT FROM
    bool nested_sets = true;           ///< set operations may be parenthesised
    bool typed_literals = true;        ///< DATE '2024-01-31'
    bool limit_before_offset = false;  ///< OFFSET only after a LIMIT
    bool commas_join = false;          ///< `a, b JOIN c` is `(a, b) JOIN c`
};

[[nodiscard]] const Style& postgres_style();
[[nodiscard]] const Style& sqlite_style();
[[nodiscard]] const Style& duckdb_style();
[[nodiscard]] const Style& style_of(Dialect dialect);

/// How tightly a form binds, from loosest. Coarser than any dialect's grammar, so that one set of
/// parentheses is right for all of them: operators other than + - * / % ^ never mix without.
enum class Binding : std::uint8_t {
    loosest,
    disjunction,
    conjunction,
    negation,
    predicate,
    other,
    sum,
    product,
    power,
    sign,
    primary
};

class Writer {
public:
    Writer(const Style& style, bool pretty) : style_(style), pretty_(pretty) {}

    void write(const Query& query);
    /// In parentheses when it binds looser than `least`.
    void write(const Expr& expr, Binding least = Binding::loosest);
    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void put(std::string_view text) { text_ += text; }
    void name(std::string_view identifier);
    void name(const Name& parts);
    template <class List, class One>
    void list(const List& items, One one);
    void exprs(const std::vector<Expr>& items);
    /// A new line, or a blank when not for people.
    void turn();
    void nested(const Query& query);

    void node(const Literal& literal);
    void node(const ColumnRef& column);
    void node(const WholeRow& row);
    void node(const Parameter& parameter);
    void node(const Unary& unary);
    void node(const Binary& binary);
    void node(const Logic& logic);
    void node(const Not& negation);
    void node(const IsTest& test);
    void node(const Distinct& distinct);
    void node(const Like& like);
    void node(const Between& between);
    void node(const InList& in);
    void node(const InQuery& in);
    void node(const Quantified& quantified);
    void node(const Exists& exists);
    void node(const ScalarQuery& scalar);
    void node(const ArrayQuery& array);
    void node(const Case& branches);
    void node(const Cast& cast);
    void node(const Collate& collate);
    void node(const Xml& xml);
    void node(const Row& row);
    void node(const Array& array);
    void node(const Subscript& subscript);
    void node(const CurrentMoment& current);
    void node(const Call& call);

    void plain_call(const Call& call);
    void xml_part(const Xml& xml, std::size_t index);
    void arguments(const Call& call);
    void function_name(const Name& name);
    void window(const Window& window);
    void frame(const Frame& frame);
    void bound(const FrameBound& bound);
    void order(const std::vector<OrderItem>& items);

    void with(const Query& query);
    void body(const Select& select);
    void body(const Values& values);
    void body(const SetOperation& operation);
    void side(const Query& query, const SetOperation& operation, bool left);
    void item(const SelectItem& item);
    void from(const std::vector<From>& items);
    void source(const From& from, bool right_of_join);
    void source_node(const TableRef& table);
    void source_node(const Derived& derived);
    void source_node(const FunctionRef& function);
    void source_node(const Join& join);
    void alias(const Alias& alias);
    void group(const GroupItem& item);
    void limits(const Query& query);
    void condition(std::string_view word, const Expr& expr);

    const Style& style_;
    bool pretty_;
    std::size_t depth_ = 0;
    std::string text_;
};

template <class List, class One>
void Writer::list(const List& items, One one) {
    bool first = true;
    for (const auto& item : items) {
        if (!first) put(", ");
        first = false;
        one(item);
    }
}

/// Throws `sql_not_expressible`: "<what> has no equivalent in <dialect>."
[[noreturn]] void not_expressible(std::string_view what, Dialect dialect, Position at = {});

/// The spelling of an operator, shared by the dialects.
[[nodiscard]] std::string_view spelling(BinaryOp op);

}  // namespace parlance::sql
