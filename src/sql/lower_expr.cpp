#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace parlance::sql::lower {
namespace {

/// What stands between double quotes at a place of the text, if quotes begin there.
std::optional<std::string> between_quotes(std::string_view text, Position at) {
    if (!at.offset || *at.offset >= text.size() || text[*at.offset] != '"') return std::nullopt;
    std::string found;
    for (std::size_t i = *at.offset + 1; i < text.size(); ++i) {
        if (text[i] == '"' && (i + 1 == text.size() || text[i + 1] != '"')) break;
        if (text[i] == '"') ++i;
        found += text[i];
    }
    return found;
}

Expr column(Context& context, const json::object& object) {
    Node node(context, object, "ColumnRef");
    const Position at = node.take_location();
    const json::array& fields = node.take_list("fields");
    node.finish();
    if (!fields.empty() && tagged(fields.back()).tag == "A_Star") {
        if (fields.size() != 2) refuse("A_Star", at);
        return {WholeRow{names(json::array(fields.begin(), fields.begin() + 1)).at(0), true}, at};
    }
    ColumnRef made{names(fields)};
    if (made.name.size() == 1) made.quoted = between_quotes(context.text, at);
    return {std::move(made), at};
}

Expr logic(Context& context, const json::object& object) {
    Node node(context, object, "BoolExpr");
    const Position at = node.take_location();
    const std::string_view kind = node.take_string("boolop");
    std::vector<Expr> operands = expressions(context, node.take_list("args"));
    node.finish();
    if (kind != "NOT_EXPR") return {Logic{kind == "AND_EXPR", std::move(operands)}, at};
    Expr operand = std::move(operands.at(0));
    if (auto* in = std::get_if<InQuery>(&operand.node); in != nullptr && !in->negated) {
        in->negated = true;  // how PostgreSQL's grammar reads x NOT IN (SELECT …)
        return operand;
    }
    return {Not{std::move(operand)}, at};
}

Expr null_test(Context& context, const json::object& object) {
    Node node(context, object, "NullTest");
    const Position at = node.take_location();
    Expr operand = expression(context, node.need("arg"));
    const bool negated = node.take_string("nulltesttype") == "IS_NOT_NULL";
    node.finish();
    return {IsTest{std::move(operand), Truth::is_null, negated}, at};
}

Expr boolean_test(Context& context, const json::object& object) {
    Node node(context, object, "BooleanTest");
    const Position at = node.take_location();
    Expr operand = expression(context, node.need("arg"));
    const std::string_view kind = node.take_string("booltesttype");
    node.finish();
    const Truth truth = kind.ends_with("TRUE")    ? Truth::is_true
                        : kind.ends_with("FALSE") ? Truth::is_false
                                                  : Truth::is_unknown;
    return {IsTest{std::move(operand), truth, kind.starts_with("IS_NOT")}, at};
}

Expr case_when(Context& context, const json::object& object) {
    Node node(context, object, "CaseExpr");
    const Position at = node.take_location();
    Case made{.operand = maybe(context, node.take("arg"))};
    for (const json::value& item : node.take_list("args")) {
        Node branch(context, expect(item, "CaseWhen"), "CaseWhen");
        branch.take_location();
        Expr condition = expression(context, branch.need("expr"));
        Expr result = expression(context, branch.need("result"));
        branch.finish();
        made.whens.push_back({std::move(condition), std::move(result)});
    }
    made.otherwise = maybe(context, node.take("defresult"));
    node.finish();
    return {std::move(made), at};
}

Expr cast(Context& context, const json::object& object) {
    Node node(context, object, "TypeCast");
    const Position at = node.take_location();
    Expr operand = expression(context, node.need("arg"));
    TypeName type = type_name(context, node.need("typeName").as_object());
    node.finish();
    const Position where = at.offset ? at : operand.at;
    return {Cast{std::move(operand), std::move(type)}, where};
}

Expr collate(Context& context, const json::object& object) {
    Node node(context, object, "CollateClause");
    const Position at = node.take_location();
    Expr operand = expression(context, node.need("arg"));
    Name name = catalog_names(node.take_list("collname"));
    node.finish();
    if (name.size() != 1) refuse("A qualified collation", at);
    return {Collate{std::move(operand), std::move(name[0])}, at};
}

Expr row(Context& context, const json::object& object) {
    Node node(context, object, "RowExpr");
    const Position at = node.take_location();
    std::vector<Expr> items = expressions(context, node.take_list("args"));
    node.take("row_format");  // ROW(a, b) and (a, b) mean the same
    node.finish();
    return {Row{std::move(items)}, at};
}

Expr array(Context& context, const json::object& object) {
    Node node(context, object, "A_ArrayExpr");
    const Position at = node.take_location();
    std::vector<Expr> items = expressions(context, node.take_list("elements"));
    node.finish();
    return {Array{std::move(items)}, at};
}

/// `(c).name`, where c is a relation, is its column.
std::optional<Expr> column_of_row(const Expr& row, const json::array& steps) {
    const auto* relation = std::get_if<ColumnRef>(&row.node);
    if (relation == nullptr || relation->name.size() != 1 || steps.size() != 1) return std::nullopt;
    if (tagged(steps[0]).tag != "String") return std::nullopt;
    return Expr{ColumnRef{{relation->name[0], names(steps)[0]}}, row.at};
}

Expr subscripts(Context& context, const json::object& object) {
    Node node(context, object, "A_Indirection");
    Expr made = expression(context, node.need("arg"));
    const Position at = made.at;
    const json::array& steps = node.take_list("indirection");
    if (std::optional<Expr> one = column_of_row(made, steps)) {
        node.finish();
        return *std::move(one);
    }
    constexpr std::size_t most_steps = 16;  // each nests
    if (steps.size() > most_steps) refuse("More than 16 subscripts", at);
    for (const json::value& item : steps) {
        const Tagged step = tagged(item);
        if (step.tag != "A_Indices") refuse("indirection", at);
        Node indices(context, step.object, "A_Indices");
        const Level level(context, at.offset.value_or(0));
        const bool slice = indices.take_flag("is_slice");
        Box<Expr> low = maybe(context, indices.take("lidx"));
        Box<Expr> high = maybe(context, indices.take("uidx"));
        indices.finish();
        if (!slice) std::swap(low, high);
        made = {Subscript{std::move(made), std::move(low), std::move(high), slice}, at};
    }
    node.finish();
    return made;
}

Expr grouping(Context& context, const json::object& object) {
    Node node(context, object, "GroupingFunc");
    const Position at = node.take_location();
    Call made{.name = {"grouping"}, .arguments = expressions(context, node.take_list("args"))};
    node.finish();
    return {std::move(made), at};
}

Expr coalesce(Context& context, const json::object& object) {
    Node node(context, object, "CoalesceExpr");
    const Position at = node.take_location();
    Call made{.name = {"coalesce"}, .arguments = expressions(context, node.take_list("args"))};
    node.finish();
    return {std::move(made), at};
}

Expr min_max(Context& context, const json::object& object) {
    Node node(context, object, "MinMaxExpr");
    const Position at = node.take_location();
    const bool greatest = node.take_string("op") == "IS_GREATEST";
    Call made{
        .name = {greatest ? "greatest" : "least"},
        .arguments = expressions(context, node.take_list("args"))
    };
    node.finish();
    return {std::move(made), at};
}

Expr sublink(Context& context, const json::object& object) {
    Node node(context, object, "SubLink");
    const Position at = node.take_location();
    const std::string_view kind = node.take_string("subLinkType");
    Box<Expr> operand = maybe(context, node.take("testexpr"));
    const json::array& op = node.take_list("operName");
    Box<Query> query = subquery(context, node.need("subselect"));
    node.finish();
    if (kind == "EXPR_SUBLINK") return {ScalarQuery{std::move(query)}, at};
    if (kind == "EXISTS_SUBLINK") return {Exists{std::move(query)}, at};
    if (kind == "ARRAY_SUBLINK") return {ArrayQuery{std::move(query)}, at};
    if (op.empty()) return {InQuery{std::move(operand), std::move(query)}, at};
    const Name name = names(op);
    if (name.size() != 1) refuse("A qualified operator", at);
    Quantified made{quantified_operator(name[0], at), kind == "ALL_SUBLINK", std::move(operand)};
    made.query = std::move(query);
    return {std::move(made), at};
}

using Make = Expr (*)(Context&, const json::object&);

/// Every expression that exists, the frequent ones first.
constexpr std::array<std::pair<std::string_view, Make>, 19> kinds{{
    {"ColumnRef", column},
    {"A_Const", constant},
    {"A_Expr", operation},
    {"FuncCall", call},
    {"BoolExpr", logic},
    {"NullTest", null_test},
    {"CaseExpr", case_when},
    {"SubLink", sublink},
    {"TypeCast", cast},
    {"CoalesceExpr", coalesce},
    {"BooleanTest", boolean_test},
    {"SQLValueFunction", moment},
    {"MinMaxExpr", min_max},
    {"RowExpr", row},
    {"A_ArrayExpr", array},
    {"A_Indirection", subscripts},
    {"GroupingFunc", grouping},
    {"CollateClause", collate},
    {"XmlExpr", xml},
}};

}  // namespace

Expr expression(Context& context, const json::value& value) {
    const Tagged found = tagged(value);
    for (const auto& [tag, make] : kinds) {
        if (tag != found.tag) continue;
        const auto* location = found.object.if_contains("location");
        const auto at = location == nullptr ? 0 : std::max<std::int64_t>(location->as_int64(), 0);
        const Level level(context, static_cast<std::size_t>(at));
        return make(context, found.object);
    }
    (void)expect(value, "an expression");  // refuses, with the node's own position
    std::unreachable();
}

std::vector<Expr> expressions(Context& context, const json::array& list) {
    std::vector<Expr> made;
    made.reserve(list.size());
    for (const json::value& item : list)
        made.push_back(expression(context, item));
    return made;
}

Box<Expr> maybe(Context& context, const json::value* value) {
    if (value == nullptr) return {};
    return expression(context, *value);
}

Box<Query> subquery(Context& context, const json::value& value) {
    return query(context, expect(value, "SelectStmt"));
}

}  // namespace parlance::sql::lower
