#include "sql/build.hpp"
#include "sql/functions.hpp"
#include "sql/rewrite.hpp"
#include "sql/walk.hpp"
#include "sql/writer.hpp"

#include <utility>

namespace parlance::sql {
namespace duckdb {
namespace {

[[noreturn]] void cannot(std::string_view what, Position at) {
    not_expressible(what, Dialect::duckdb, at);
}

Expr formatted(std::string_view pattern, const Expr& moment) {
    return build::call("strftime", Type::text, moment, build::text(std::string(pattern)));
}

/// Whether a POSIX pattern of PostgreSQL and one of RE2 mean the same: only the plainest do.
bool plain_regex(const std::string& pattern) {
    return pattern.find_first_of("\\{}&") == std::string::npos &&
           pattern.find("[:") == std::string::npos && pattern.find("(?") == std::string::npos;
}

void regex(Expr& expr, bool ignore_case, bool negated) {
    auto& held = std::get<Binary>(expr.node);
    const Literal* pattern = build::text_literal(*held.right);
    if (pattern == nullptr || !plain_regex(pattern->text))
        cannot("This regular expression", expr.at);
    Expr made = build::call(
        "regexp_matches",
        Type::boolean,
        std::move(*held.left),
        std::move(*held.right),
        build::text(ignore_case ? "is" : "s")
    );
    expr.node = negated ? ExprNode(Not{std::move(made)}) : std::move(made.node);
}

void difference_of_moments(Binary& held) {
    if (!is_moment(held.left->type) || build::text_literal(*held.right) == nullptr) return;
    if (held.right->type != Type::text) return;
    const bool date = held.left->type == Type::date;
    held.right = build::cast(std::move(*held.right), date ? "date" : "timestamp", held.left->type);
}

/// Its arrows bind looser than comparisons: written as calls, nothing can go wrong. What begins
/// like a path would be one there.
void arrow(Expr& expr) {
    auto& held = std::get<Binary>(expr.node);
    const Literal* key = build::literal(*held.right);
    const bool path = key != nullptr && (key->text.starts_with('$') || key->text.starts_with('/'));
    if (key == nullptr || path) cannot("This key of a JSON object", expr.at);
    const bool text = held.op == BinaryOp::json_text;
    expr.node = build::call(
                    text ? "json_extract_string" : "json_extract",
                    expr.type,
                    std::move(*held.left),
                    std::move(*held.right)
    )
                    .node;
}

void binary(Expr& expr) {
    plain_rows(expr, Dialect::duckdb);
    if (!std::holds_alternative<Binary>(expr.node)) return;
    auto& held = std::get<Binary>(expr.node);
    const bool integers = held.left->type == Type::integer && held.right->type == Type::integer;
    switch (held.op) {
        case BinaryOp::divide:
            // DuckDB's / always gives a fraction.
            if (integers)
                expr.node =
                    build::call("divide", expr.type, std::move(*held.left), std::move(*held.right))
                        .node;
            return;
        case BinaryOp::subtract:
            return difference_of_moments(held);
        case BinaryOp::bit_xor:
            expr.node =
                build::call("xor", expr.type, std::move(*held.left), std::move(*held.right)).node;
            return;
        case BinaryOp::regex:
            return regex(expr, false, false);
        case BinaryOp::regex_i:
            return regex(expr, true, false);
        case BinaryOp::not_regex:
            return regex(expr, false, true);
        case BinaryOp::not_regex_i:
            return regex(expr, true, true);
        case BinaryOp::json_get:
        case BinaryOp::json_text:
            return arrow(expr);
        case BinaryOp::json_path:
        case BinaryOp::json_path_text:
        case BinaryOp::json_has:
        case BinaryOp::contains:
        case BinaryOp::contained_by:
        case BinaryOp::overlaps:
            cannot("The operator " + std::string(spelling(held.op)), expr.at);
        case BinaryOp::concat:
            if (held.left->type == Type::real || held.right->type == Type::real)
                cannot("A number with decimals as text", expr.at);
            return;
        default:
            return;
    }
}

/// DuckDB's LIKE has no escape character unless it is told one.
void like(Expr& expr) {
    auto& held = std::get<Like>(expr.node);
    if (held.kind == LikeKind::similar) cannot("SIMILAR TO", expr.at);
    if (held.escape) return;
    const Literal* pattern = build::text_literal(*held.pattern);
    if (pattern == nullptr || pattern->text.find('\\') != std::string::npos)
        held.escape = build::text("\\");
}

void cast(Expr& expr) {
    auto& held = std::get<Cast>(expr.node);
    const bool text = held.type.name == "varchar" && !held.type.array;
    if (text && !held.type.modifiers.empty()) {
        // A length is only a comment there.
        const auto length = held.type.modifiers[0];
        held.type.modifiers.clear();
        Expr whole = std::move(expr);
        expr = build::call("left", Type::text, std::move(whole), build::integer(length));
    } else if (expr.type == Type::text && held.operand->type == Type::real) {
        cannot("A number with decimals as text", expr.at);
    }
}

void substring(Call& call, Position at) {
    if (call.arguments.size() < 2 || call.arguments[1].type == Type::text)
        cannot("SUBSTRING by a pattern", at);
    const Literal* from = build::integer_literal(call.arguments[1]);
    if (from == nullptr || !from->text.starts_with('-')) return;
    cannot("SUBSTRING from before the first character", at);
}

void call(Expr& expr) {
    auto& held = std::get<Call>(expr.node);
    const std::string name = held.name.back();
    const Function* function = find_function(name);
    if (is_of_masks(name) || (name == "encode" && held.arguments.size() == 1)) return;
    if (function == nullptr || !function->allowed_on(Dialect::duckdb))
        cannot("The function " + name, expr.at);
    if (held.within_group && name != "mode" && !name.starts_with("percentile_"))
        cannot("The function " + name + " WITHIN GROUP", expr.at);
    if (function->kind == FunctionKind::set && name != "unnest")
        cannot("The function " + name + " outside FROM", expr.at);
    if (name == "substring" || name == "substr") substring(held, expr.at);
    const bool pads = name == "lpad" || name == "rpad";
    if (pads && held.arguments.size() == 2) held.arguments.push_back(build::text(" "));
    if (name == "regexp_replace") cannot("The function regexp_replace", expr.at);
    if (name == "octet_length" && held.arguments.size() == 1)
        held.arguments[0] = build::call("encode", Type::bytes, std::move(held.arguments[0]));
    if (name == "to_char") {
        check_repeatable(expr, Dialect::duckdb);
        expr.node = to_char(held, {Dialect::duckdb, formatted}, expr.at).node;
        return;
    }
    if (const auto own = function->spelled_on(Dialect::duckdb); own != "*")
        held.name = {std::string(own)};
    explicit_nulls(held.order_by);
    if (held.over) explicit_nulls(held.over->order_by);
    // Of values without spread, where PostgreSQL gives NULL.
    if (name == "corr" || name == "regr_slope" || name == "regr_intercept" || name == "regr_r2") {
        Expr nan = build::cast(build::text("NaN"), "float8", Type::real);
        Expr whole = std::move(expr);
        expr = build::call("nullif", Type::real, std::move(whole), std::move(nan));
    }
}

void between(Expr& expr) {
    if (!std::get<Between>(expr.node).symmetric) return;
    check_repeatable(expr, Dialect::duckdb);
    plain_between(expr);
}

/// It takes two NULLs in rows for equal.
void row_in_query(const InQuery& in, Position at) {
    if (std::holds_alternative<Row>(in.operand->node)) cannot("A row IN a query", at);
}

void collate(const Collate& held, Position at) {
    if (!collation_allowed(held.collation, Dialect::duckdb))
        cannot("The collation " + held.collation, at);
}

class Rewriter : public Walker {
protected:
    void visit(Expr& expr) override {
        const ExprNode& node = expr.node;
        if (std::holds_alternative<Binary>(node))
            binary(expr);
        else if (std::holds_alternative<Like>(node))
            like(expr);
        else if (std::holds_alternative<Cast>(node))
            cast(expr);
        else if (std::holds_alternative<Call>(node))
            call(expr);
        else if (std::holds_alternative<Between>(node))
            between(expr);
        else if (std::holds_alternative<InList>(node))
            plain_rows(expr, Dialect::duckdb);
        else if (std::holds_alternative<Quantified>(node))
            plain_quantified(expr, Dialect::duckdb);
        else if (const auto* in = std::get_if<InQuery>(&node); in != nullptr)
            row_in_query(*in, expr.at);
        else if (const auto* held = std::get_if<Collate>(&node); held != nullptr)
            collate(*held, expr.at);
        else if (std::holds_alternative<Xml>(node))
            cannot("XML", expr.at);
    }

    void visit(Query& query) override {
        explicit_nulls(query.order_by);
        if (query.with_ties) cannot("FETCH … WITH TIES", {});
        auto* select = std::get_if<Select>(&query.body);
        if (select == nullptr) return;
        if (select->group_distinct) cannot("GROUP BY DISTINCT", {});
        for (NamedWindow& one : select->windows)
            explicit_nulls(one.window.order_by);
    }

    void visit(TableRef& table) override {
        if (table.only) cannot("ONLY", table.at);
    }

    void visit(FunctionRef& function) override {
        if (function.ordinality) cannot("WITH ORDINALITY", function.at);
        // PostgreSQL calls the column as the function's alias says, DuckDB by the function's name.
        Alias& alias = function.alias;
        if (alias.name.empty()) alias.name = function.call.name.back();
        if (alias.columns.empty()) alias.columns = {alias.name};
    }
};

}  // namespace
}  // namespace duckdb

void rewrite_for_duckdb(Query& query) {
    duckdb::Rewriter().walk(query);
}

}  // namespace parlance::sql
