#include "base/error.hpp"
#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace parlance::sql::lower {
namespace {

/// Steps over blanks, comments, signs and parentheses.
std::size_t skip_to_digit(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (text.substr(at, 2) == "--") {
            at = std::min(text.find('\n', at), text.size());
        } else if (text.substr(at, 2) == "/*") {
            std::size_t depth = 0;
            do {
                const std::string_view two = text.substr(at, 2);
                depth += two == "/*" ? 1 : 0;
                depth -= two == "*/" ? 1 : 0;
                at += two == "/*" || two == "*/" ? 2 : 1;
            } while (depth > 0 && at < text.size());
        } else if (text[at] >= '0' && text[at] <= '9') {
            return at;
        } else {
            ++at;
        }
    }
    return at;
}

/// libpg_query 15 writes `{}` for every integer below one: what it was stands in the text.
std::string lost_integer(std::string_view text, Position at) {
    if (!at.offset) return "0";
    const std::size_t first = skip_to_digit(text, *at.offset);
    std::size_t last = first;
    while (last < text.size() && text[last] >= '0' && text[last] <= '9')
        ++last;
    std::string_view digits = text.substr(first, last - first);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) return "0";
    return "-" + std::string(digits);
}

std::string integer_of(Context& context, const json::object& held, Position at) {
    const json::value* value = held.if_contains("ival");
    if (value == nullptr) return lost_integer(context.text, at);
    return fmt::to_string(value->as_int64());
}

Literal number(std::string_view text) {
    const bool whole = text.find_first_not_of("-0123456789") == std::string_view::npos;
    return {whole ? LiteralKind::integer : LiteralKind::decimal, std::string(text)};
}

std::int64_t modifier(Context& context, const json::value& value) {
    const Expr made = constant(context, expect(value, "A_Const"));
    const auto& literal = std::get<Literal>(made.node);
    if (literal.kind != LiteralKind::integer || literal.text.size() > 9)
        refuse("A type modifier other than a number", made.at);
    return std::stoll(literal.text);
}

/// The masks of PostgreSQL's datetime.h, as the grammar puts them together.
constexpr std::array<std::pair<std::int64_t, std::string_view>, 14> interval_fields{{
    {0x7fff, ""},
    {4, "year"},
    {2, "month"},
    {8, "day"},
    {1024, "hour"},
    {2048, "minute"},
    {4096, "second"},
    {6, "year to month"},
    {1032, "day to hour"},
    {3080, "day to minute"},
    {7176, "day to second"},
    {3072, "hour to minute"},
    {7168, "hour to second"},
    {6144, "minute to second"},
}};

void read_interval(TypeName& type, Position at) {
    if (type.modifiers.empty()) return;
    const std::int64_t mask = type.modifiers.front();
    type.modifiers.erase(type.modifiers.begin());
    for (const auto& [bits, words] : interval_fields) {
        if (bits != mask) continue;
        type.interval_fields = words;
        return;
    }
    refuse("These fields of INTERVAL", at);
}

}  // namespace

Expr constant(Context& context, const json::object& object) {
    Node node(context, object, "A_Const");
    const Position at = node.take_location();
    Literal made;
    if (const auto* text = node.take("sval"); text != nullptr) {
        const auto* value = text->as_object().if_contains("sval");
        made = {LiteralKind::text, value == nullptr ? "" : std::string(value->as_string())};
    } else if (const auto* integer = node.take("ival"); integer != nullptr) {
        made = {LiteralKind::integer, integer_of(context, integer->as_object(), at)};
    } else if (const auto* decimal = node.take("fval"); decimal != nullptr) {
        made = number(decimal->as_object().at("fval").as_string());
    } else if (const auto* truth = node.take("boolval"); truth != nullptr) {
        made = {LiteralKind::boolean, truth->as_object().empty() ? "false" : "true"};
    } else if (!node.take_flag("isnull")) {
        refuse("A bit string", at);
    }
    node.finish();
    return {std::move(made), at};
}

TypeName type_name(Context& context, const json::object& object) {
    Node node(context, object, "TypeName");
    const Position at = node.take_location();
    Name name = catalog_names(node.take_list("names"));
    TypeName made;
    for (const json::value& item : node.take_list("typmods"))
        made.modifiers.push_back(modifier(context, item));
    node.take("typemod");  // always -1 before analysis
    made.array = !node.take_list("arrayBounds").empty();
    node.finish();
    if (name.size() != 1) refuse("A qualified type", at);
    made.name = std::move(name[0]);
    if (made.name == "interval") read_interval(made, at);
    return made;
}

}  // namespace parlance::sql::lower
