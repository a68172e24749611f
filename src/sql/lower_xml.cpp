#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::sql::lower {
namespace {

constexpr std::array<std::pair<std::string_view, XmlKind>, 3> kinds{{
    {"IS_XMLFOREST", XmlKind::forest},
    {"IS_XMLELEMENT", XmlKind::element},
    {"IS_XMLCONCAT", XmlKind::concat},
}};

XmlKind kind_of(std::string_view op, Position at) {
    for (const auto& [name, kind] : kinds)
        if (name == op) return kind;
    refuse("This kind of XML", at);
}

/// The name that PostgreSQL gives a part by its column. It spells some names otherwise when nobody
/// wrote them.
std::string name_by(const Expr& value, Position at) {
    const auto* column = std::get_if<ColumnRef>(&value.node);
    if (column == nullptr) refuse("A part of XML without a name", at);
    const std::string& name = column->name.back();
    const bool escaped =
        name.find(':') != std::string::npos || (name.size() > 2 && (name[0] | 0x20) == 'x' &&
                                                (name[1] | 0x20) == 'm' && (name[2] | 0x20) == 'l');
    if (escaped) refuse("A part of XML without a name of its own", at);
    return name;
}

void named_part(Context& context, const json::value& item, Xml& made) {
    Node part(context, expect(item, "ResTarget"), "ResTarget");
    const Position at = part.take_location();
    std::string name(part.take_string("name"));
    Expr value = expression(context, part.need("val"));
    part.finish();
    if (name.empty()) name = name_by(value, at);
    made.names.push_back(std::move(name));
    made.items.push_back(std::move(value));
}

}  // namespace

Expr xml(Context& context, const json::object& object) {
    Node node(context, object, "XmlExpr");
    const Position at = node.take_location();
    Xml made{.kind = kind_of(node.take_string("op"), at)};
    made.element = node.take_string("name");
    for (const json::value& item : node.take_list("named_args"))
        named_part(context, item, made);
    for (Expr& item : expressions(context, node.take_list("args")))
        made.items.push_back(std::move(item));
    node.take("xmloption");  // of XMLPARSE
    node.finish();
    return {std::move(made), at};
}

}  // namespace parlance::sql::lower
