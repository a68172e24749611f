#include "base/error.hpp"
#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace parlance::sql::lower {
namespace {

/// The relation c of `(c).*`; empty for anything else.
std::string spread_relation(Context& context, const Tagged& found) {
    if (found.tag != "A_Indirection") return {};
    const json::array& steps = found.object.at("indirection").as_array();
    if (steps.size() != 1 || tagged(steps[0]).tag != "A_Star") return {};
    const Expr row = expression(context, found.object.at("arg"));
    const auto* relation = std::get_if<ColumnRef>(&row.node);
    return relation != nullptr && relation->name.size() == 1 ? relation->name[0] : "";
}

SelectItem select_item(Context& context, const json::value& value) {
    Node node(context, expect(value, "ResTarget"), "ResTarget");
    SelectItem made;
    made.alias = node.take_string("name");
    made.at = node.take_location();
    const json::value* held = node.take("val");
    node.finish();
    const Tagged found = tagged(*held);
    if (found.tag == "ColumnRef") {
        const json::array& fields = found.object.at("fields").as_array();
        if (!fields.empty() && tagged(fields.back()).tag == "A_Star") {
            Node star(context, found.object, "ColumnRef");
            star.take_location();
            star.take("fields");
            star.finish();
            for (std::size_t i = 0; i + 1 < fields.size(); ++i)
                made.qualifier.emplace_back(
                    expect(fields[i], "String").at("sval").as_string().c_str()
                );
            made.alias.clear();  // PostgreSQL takes one here and makes nothing of it
            return made;
        }
    }
    if (std::string relation = spread_relation(context, found); !relation.empty()) {
        made.qualifier.push_back(std::move(relation));
        made.alias.clear();
        return made;
    }
    made.expr = expression(context, *held);
    return made;
}

GroupItem group_item(Context& context, const json::value& value) {
    const Tagged found = tagged(value);
    if (found.tag != "GroupingSet") return {.expr = expression(context, value)};
    Node node(context, found.object, "GroupingSet");
    node.take_location();
    const Level level(context, node.at().offset.value_or(0));
    const std::string_view kind = node.take_string("kind");
    GroupItem made;
    if (kind == "GROUPING_SET_EMPTY") {
        made.kind = GroupKind::empty;
    } else if (kind == "GROUPING_SET_ROLLUP") {
        made.kind = GroupKind::rollup;
    } else if (kind == "GROUPING_SET_CUBE") {
        made.kind = GroupKind::cube;
    } else if (kind == "GROUPING_SET_SETS") {
        made.kind = GroupKind::sets;
    } else {
        refuse(kind, node.at());
    }
    for (const json::value& item : node.take_list("content"))
        made.items.push_back(group_item(context, item));
    node.finish();
    return made;
}

Cte cte(Context& context, const json::value& value) {
    Node node(context, expect(value, "CommonTableExpr"), "CommonTableExpr");
    Cte made{.at = node.take_location()};
    made.name = node.take_string("ctename");
    made.columns = names(node.take_list("aliascolnames"));
    const std::string_view kind = node.take_string("ctematerialized");
    if (kind == "CTEMaterializeAlways") made.materialized = Materialized::always;
    if (kind == "CTEMaterializeNever") made.materialized = Materialized::never;
    const Tagged held = tagged(node.need("ctequery"));
    if (held.tag != "SelectStmt") {
        throw Error(
            Failure::refused,
            "sql_statement_refused",
            "Only SELECT may stand in a WITH clause: nothing here may change data."
        )
            .at(made.at.offset.value_or(0));
    }
    made.query = query(context, held.object);
    node.finish();
    return made;
}

void with(Context& context, Query& made, const json::value* value) {
    if (value == nullptr) return;
    Node node(context, value->as_object(), "WithClause");
    node.take_location();
    made.recursive = node.take_flag("recursive");
    for (const json::value& item : node.take_list("ctes"))
        made.with.push_back(cte(context, item));
    node.finish();
}

void refuse_into(Node& node) {
    const json::value* into = node.take("intoClause");
    if (into == nullptr) return;
    const auto* location = into->as_object().if_contains("rel");
    std::size_t at = 0;
    if (location != nullptr && location->as_object().contains("location"))
        at = static_cast<std::size_t>(location->as_object().at("location").as_int64());
    throw Error(
        Failure::refused, "sql_statement_refused", "SELECT … INTO would create a table: refused."
    )
        .at(at);
}

void distinct(Context& context, Select& made, const json::array& list) {
    if (list.empty()) return;
    if (list.size() == 1 && list[0].as_object().empty()) {
        made.distinct = true;
        return;
    }
    made.distinct_on = expressions(context, list);
}

Select select(Context& context, Node& node) {
    Select made;
    distinct(context, made, node.take_list("distinctClause"));
    for (const json::value& item : node.take_list("targetList"))
        made.items.push_back(select_item(context, item));
    for (const json::value& item : node.take_list("fromClause"))
        made.from.push_back(from(context, item));
    made.where = maybe(context, node.take("whereClause"));
    for (const json::value& item : node.take_list("groupClause"))
        made.group_by.push_back(group_item(context, item));
    made.group_distinct = node.take_flag("groupDistinct");
    made.having = maybe(context, node.take("havingClause"));
    made.windows = named_windows(context, node.take_list("windowClause"));
    if (made.items.empty()) refuse("A SELECT without columns", {});
    return made;
}

Values values(Context& context, const json::array& list) {
    Values made;
    for (const json::value& row : list) {
        Node node(context, expect(row, "List"), "List");
        made.rows.push_back(expressions(context, node.take_list("items")));
        node.finish();
    }
    return made;
}

SetOperation set_operation(Context& context, Node& node, std::string_view op) {
    SetOperation made;
    if (op == "SETOP_INTERSECT") made.kind = SetKind::intersect;
    if (op == "SETOP_EXCEPT") made.kind = SetKind::except;
    made.all = node.take_flag("all");
    made.left = query(context, node.need("larg").as_object());
    made.right = query(context, node.need("rarg").as_object());
    return made;
}

/// LIMIT ALL and LIMIT NULL are no limit.
Box<Expr> limit(Context& context, const json::value* value) {
    Box<Expr> made = maybe(context, value);
    if (!made) return made;
    const auto* literal = std::get_if<Literal>(&made->node);
    if (literal != nullptr && literal->kind == LiteralKind::null) return {};
    return made;
}

}  // namespace

Query query(Context& context, const json::object& object) {
    const Level level(context, 0);
    Node node(context, object, "SelectStmt");
    Query made;
    refuse_into(node);
    with(context, made, node.take("withClause"));
    const std::string_view op = node.take_string("op");
    const json::array& rows = node.take_list("valuesLists");
    if (op != "SETOP_NONE") {
        made.body = set_operation(context, node, op);
    } else if (!rows.empty()) {
        made.body = values(context, rows);
    } else {
        made.body = select(context, node);
    }
    made.order_by = order(context, node.take_list("sortClause"));
    made.limit = limit(context, node.take("limitCount"));
    made.offset = limit(context, node.take("limitOffset"));
    made.with_ties = node.take_string("limitOption") == "LIMIT_OPTION_WITH_TIES";
    node.finish();
    return made;
}

namespace {

/// `USING <` is ASC, and `USING >` DESC; there are no other operators to sort by here.
bool sorts_down(Node& node) {
    const Name op = names(node.take_list("useOp"));
    if (op != Name{"<"} && op != Name{">"}) refuse("useOp", node.at());
    return op[0] == ">";
}

}  // namespace

std::vector<OrderItem> order(Context& context, const json::array& list) {
    std::vector<OrderItem> made;
    made.reserve(list.size());
    for (const json::value& item : list) {
        Node node(context, expect(item, "SortBy"), "SortBy");
        node.take_location();
        OrderItem one{.expr = expression(context, node.need("node"))};
        const std::string_view direction = node.take_string("sortby_dir");
        one.descending =
            direction == "SORTBY_DESC" || (direction == "SORTBY_USING" && sorts_down(node));
        const std::string_view nulls = node.take_string("sortby_nulls");
        if (nulls == "SORTBY_NULLS_FIRST") one.nulls = NullsOrder::first;
        if (nulls == "SORTBY_NULLS_LAST") one.nulls = NullsOrder::last;
        node.finish();
        made.push_back(std::move(one));
    }
    return made;
}

}  // namespace parlance::sql::lower
