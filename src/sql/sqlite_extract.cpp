#include "sql/build.hpp"
#include "sql/rewrite.hpp"

#include <array>
#include <utility>

namespace parlance::sql::sqlite {
namespace {

using enum BinaryOp;

Expr whole(BinaryOp op, Expr left, Expr right) {
    return build::binary(op, std::move(left), std::move(right), Type::integer);
}

/// The Thursday of the week: its year and its day of the year tell the ISO week.
Expr thursday(const Expr& moment) {
    return build::call(
        "date", Type::date, moment, build::text("-3 days"), build::text("weekday 4")
    );
}

struct Field {
    std::string_view name;
    std::string_view pattern;
};
constexpr std::array<Field, 7> fields{{
    {"year", "%Y"},
    {"month", "%m"},
    {"day", "%d"},
    {"hour", "%H"},
    {"minute", "%M"},
    {"dow", "%w"},
    {"doy", "%j"},
}};

std::optional<Expr> of_moment(std::string_view field, const Expr& moment) {
    for (const Field& one : fields)
        if (one.name == field) return number_from(one.pattern, moment);
    if (field == "epoch") return number_from("%s", moment);
    if (field == "second") return build::cast(formatted("%f", moment), "float8", Type::real);
    if (field == "quarter")
        return whole(
            divide, whole(add, number_from("%m", moment), build::integer(2)), build::integer(3)
        );
    if (field == "isodow")
        return whole(
            add,
            whole(
                modulo, whole(add, number_from("%w", moment), build::integer(6)), build::integer(7)
            ),
            build::integer(1)
        );
    if (field == "week")
        return whole(
            add,
            whole(
                divide,
                whole(subtract, number_from("%j", thursday(moment)), build::integer(1)),
                build::integer(7)
            ),
            build::integer(1)
        );
    if (field == "isoyear") return number_from("%Y", thursday(moment));
    if (field == "decade") return whole(divide, number_from("%Y", moment), build::integer(10));
    return std::nullopt;
}

/// Seconds between two moments.
Expr seconds(const Binary& difference) {
    return whole(
        subtract, number_from("%s", *difference.left), number_from("%s", *difference.right)
    );
}

std::optional<Expr> of_difference(std::string_view field, const Binary& difference) {
    const auto part = [&](std::int64_t unit, std::int64_t within) {
        Expr count = whole(divide, seconds(difference), build::integer(unit));
        if (within == 0) return count;
        return whole(modulo, std::move(count), build::integer(within));
    };
    if (field == "epoch") return seconds(difference);
    if (field == "day") return part(86400, 0);
    if (field == "hour") return part(3600, 24);
    if (field == "minute") return part(60, 60);
    return std::nullopt;
}

/// Full years from `from` to `to`, which is not before it.
Expr full_years(const Expr& to, const Expr& from) {
    Expr short_of = build::binary(
        less, formatted("%m-%d %H:%M:%S", to), formatted("%m-%d %H:%M:%S", from), Type::integer
    );
    Expr years = whole(subtract, number_from("%Y", to), number_from("%Y", from));
    return whole(subtract, std::move(years), std::move(short_of));
}

std::optional<Expr> of_age(std::string_view field, const Call& age) {
    if (field != "year" || age.arguments.empty() || age.arguments.size() > 2) return std::nullopt;
    const bool two = age.arguments.size() == 2;
    Expr to = two ? age.arguments[0] : build::call("date", Type::date, build::text("now"));
    Expr from = age.arguments[two ? 1 : 0];
    compare(to, from, {});
    Expr forward = build::binary(greater_equal, to, from, Type::boolean);
    Expr back{Unary{UnaryOp::minus, full_years(from, to)}, {}, Type::integer};
    return build::choose(std::move(forward), full_years(to, from), std::move(back));
}

}  // namespace

void extract(Expr& expr) {
    auto& call = std::get<Call>(expr.node);
    const Literal* field =
        call.arguments.size() == 2 ? build::text_literal(call.arguments[0]) : nullptr;
    if (field == nullptr) cannot("EXTRACT of a computed field", expr.at);
    Expr& from = call.arguments[1];
    if (Literal const* text = build::text_literal(from); text != nullptr && from.type == Type::text)
        cannot("EXTRACT from a string", expr.at);
    std::optional<Expr> made;
    const auto* difference = std::get_if<Binary>(&from.node);
    const auto* age = std::get_if<Call>(&from.node);
    if (from.type != Type::interval)
        made = of_moment(field->text, from);
    else if (difference != nullptr && difference->op == subtract)
        made = of_difference(field->text, *difference);
    else if (age != nullptr && age->name == Name{"age"})
        made = of_age(field->text, *age);
    if (!made) cannot("This field of EXTRACT", expr.at);
    // PostgreSQL's result is numeric, which is what division by it must go by.
    made->type = expr.type == Type::unknown ? Type::decimal : expr.type;
    made->at = expr.at;
    expr = std::move(*made);
}

}  // namespace parlance::sql::sqlite
