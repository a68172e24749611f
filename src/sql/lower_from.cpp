#include "base/error.hpp"
#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <fmt/format.h>

#include <utility>

namespace parlance::sql::lower {
namespace {

TableRef table(Context& context, const json::object& object) {
    Node node(context, object, "RangeVar");
    TableRef made{.at = node.take_location()};
    for (const char* part : {"catalogname", "schemaname", "relname"})
        if (const std::string_view name = node.take_string(part); !name.empty())
            made.name.emplace_back(name);
    made.only = !node.take_flag("inh");
    if (node.take_string("relpersistence") != "p") refuse("A temporary table", made.at);
    made.alias = alias(context, node.take("alias"));
    node.finish();
    return made;
}

Derived derived(Context& context, const json::object& object) {
    Node node(context, object, "RangeSubselect");
    Derived made{.query = subquery(context, node.need("subquery"))};
    made.lateral = node.take_flag("lateral");
    made.alias = alias(context, node.take("alias"));
    node.finish();
    return made;
}

FunctionRef function(Context& context, const json::object& object) {
    Node node(context, object, "RangeFunction");
    FunctionRef made{.lateral = node.take_flag("lateral")};
    made.ordinality = node.take_flag("ordinality");
    const json::array& functions = node.take_list("functions");
    // Each is a list of the call and its column definitions, `{}` when there are none.
    const json::array& pair = expect(functions.at(0), "List").at("items").as_array();
    const Tagged called = tagged(pair.at(0));
    Expr held = expression(context, pair.at(0));
    made.at = held.at;
    if (functions.size() != 1) refuse("is_rowsfrom", made.at);
    if (called.tag != "FuncCall") refuse("This kind of call in FROM", made.at);
    if (pair.size() != 2 || !pair[1].as_object().empty()) refuse("coldeflist", made.at);
    made.call = std::move(std::get<Call>(held.node));
    made.alias = alias(context, node.take("alias"));
    node.finish();
    return made;
}

JoinKind join_kind(Node& node) {
    const std::string_view kind = node.take_string("jointype");
    if (kind == "JOIN_INNER") return JoinKind::inner;
    if (kind == "JOIN_LEFT") return JoinKind::left;
    if (kind == "JOIN_RIGHT") return JoinKind::right;
    if (kind == "JOIN_FULL") return JoinKind::full;
    refuse(kind, node.at());
}

/// Names of relations are looked up in each other's lists.
void count_relation(Context& context) {
    constexpr std::size_t most = 1000;
    if (++context.relations <= most) return;
    throw Error(
        Failure::too_large,
        "sql_too_long",
        fmt::format("The statement has more than {} relations: shorten it.", most)
    );
}

Join join(Context& context, const json::object& object) {
    Node node(context, object, "JoinExpr");
    Join made{.kind = join_kind(node), .natural = node.take_flag("isNatural")};
    made.left = from(context, node.need("larg"));
    made.right = from(context, node.need("rarg"));
    made.on = maybe(context, node.take("quals"));
    made.using_columns = names(node.take_list("usingClause"));
    made.alias = alias(context, node.take("alias"));
    node.finish();
    // The grammar gives CROSS JOIN as an inner join without a condition.
    const bool bare = !made.natural && !made.on && made.using_columns.empty();
    if (bare) made.kind = JoinKind::cross;
    return made;
}

}  // namespace

Alias alias(Context& context, const json::value* value) {
    if (value == nullptr) return {};
    Node node(context, value->as_object(), "Alias");
    Alias made{.name = std::string(node.take_string("aliasname"))};
    made.columns = names(node.take_list("colnames"));
    node.finish();
    return made;
}

From from(Context& context, const json::value& value) {
    const Tagged found = tagged(value);
    const Level level(context, 0);
    count_relation(context);
    if (found.tag == "RangeVar") return {table(context, found.object)};
    if (found.tag == "JoinExpr") return {join(context, found.object)};
    if (found.tag == "RangeSubselect") return {derived(context, found.object)};
    if (found.tag == "RangeFunction") return {function(context, found.object)};
    (void)expect(value, "a relation");
    std::unreachable();
}

}  // namespace parlance::sql::lower
