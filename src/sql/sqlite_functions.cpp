#include "sql/build.hpp"
#include "sql/functions.hpp"
#include "sql/rewrite.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace parlance::sql::sqlite {
namespace {

using enum BinaryOp;
using Arguments = std::vector<Expr>;

Expr call2(std::string name, Type type, Expr a, Expr b) {
    return build::call(std::move(name), type, std::move(a), std::move(b));
}

Expr length_of(const Expr& text) {
    return build::call("length", Type::integer, text);
}

Expr whole(BinaryOp op, Expr a, Expr b) {
    return build::binary(op, std::move(a), std::move(b), Type::integer);
}

Expr substr(Expr text, Expr from) {
    return build::call("substr", Type::text, std::move(text), std::move(from));
}

Expr substr(Expr text, Expr from, Expr length) {
    return build::call("substr", Type::text, std::move(text), std::move(from), std::move(length));
}

std::optional<std::int64_t> known(const Expr& expr) {
    const Literal* literal = build::integer_literal(expr);
    if (literal == nullptr || literal->text.size() > 9) return std::nullopt;
    return std::stoll(literal->text);
}

/// GREATEST and LEAST pass over NULLs, SQLite's max and min do not.
Expr extreme(Expr& expr, Arguments& arguments, const char* function) {
    if (arguments.size() > 4) cannot("GREATEST or LEAST of more than four values", expr.at);
    Expr made = std::move(arguments[0]);
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        Expr both = call2(function, expr.type, made, arguments[i]);
        made = build::call(
            "coalesce", expr.type, std::move(both), std::move(made), std::move(arguments[i])
        );
    }
    return made;
}

Expr left(Expr&, Arguments& arguments) {
    Expr text = std::move(arguments[0]);
    Expr count = std::move(arguments[1]);
    if (const auto number = known(count); number && *number >= 0)
        return substr(std::move(text), build::integer(1), std::move(count));
    Expr rest = call2("max", Type::integer, whole(add, length_of(text), count), build::integer(0));
    Expr enough = build::binary(greater_equal, count, build::integer(0), Type::boolean);
    return build::choose(
        std::move(enough),
        substr(text, build::integer(1), count),
        substr(text, build::integer(1), std::move(rest))
    );
}

Expr right(Expr& expr, Arguments& arguments) {
    const auto number = known(arguments[1]);
    if (!number) cannot("right() with a computed length", expr.at);
    Expr text = std::move(arguments[0]);
    if (*number < 0) return substr(std::move(text), build::integer(1 - *number));
    Expr from =
        whole(add, whole(subtract, length_of(text), build::integer(*number)), build::integer(1));
    return substr(text, call2("max", Type::integer, std::move(from), build::integer(1)));
}

/// PostgreSQL counts positions before the first character too, SQLite counts those from the end.
Expr substring(Expr& expr, Arguments& arguments) {
    if (arguments.size() < 2 || arguments[1].type == Type::text)
        cannot("SUBSTRING by a pattern", expr.at);
    const auto from = known(arguments[1]);
    const bool three = arguments.size() == 3;
    if (from && *from >= 1)
        return three ? substr(
                           std::move(arguments[0]), std::move(arguments[1]), std::move(arguments[2])
                       )
                     : substr(std::move(arguments[0]), std::move(arguments[1]));
    Expr start = call2("max", Type::integer, arguments[1], build::integer(1));
    if (!three) return substr(std::move(arguments[0]), std::move(start));
    Expr lost = call2(
        "min", Type::integer, whole(subtract, arguments[1], build::integer(1)), build::integer(0)
    );
    Expr length = call2(
        "max",
        Type::integer,
        whole(add, std::move(arguments[2]), std::move(lost)),
        build::integer(0)
    );
    return substr(std::move(arguments[0]), std::move(start), std::move(length));
}

Expr split_part(Expr& expr, Arguments& arguments) {
    const auto number = known(arguments[2]);
    const Literal* delimiter = build::text_literal(arguments[1]);
    if (!number || *number < 1 || *number > 3 || delimiter == nullptr || delimiter->text.empty())
        cannot("split_part() beyond the third part or by a computed delimiter", expr.at);
    Expr rest = std::move(arguments[0]);
    const auto end_of_first = [&] {
        Expr closed = build::binary(concat, rest, arguments[1], Type::text);
        return call2("instr", Type::integer, std::move(closed), arguments[1]);
    };
    for (std::int64_t i = 1; i < *number; ++i) {
        Expr next = whole(add, end_of_first(), length_of(arguments[1]));
        rest = substr(rest, std::move(next));
    }
    return substr(rest, build::integer(1), whole(subtract, end_of_first(), build::integer(1)));
}

Expr pad(Expr& expr, Arguments& arguments, bool on_left) {
    const auto width = known(arguments[1]);
    const Literal* fill = arguments.size() > 2 ? build::text_literal(arguments[2]) : nullptr;
    const std::string letter = arguments.size() < 3 ? " " : fill == nullptr ? "" : fill->text;
    if (!width || *width < 0 || *width > 100 || letter.size() != 1)
        cannot("Padding to a computed width or with more than one character", expr.at);
    std::string filling(static_cast<std::size_t>(*width), letter[0]);
    Expr text = std::move(arguments[0]);
    Expr missing = substr(
        build::text(std::move(filling)),
        build::integer(1),
        whole(subtract, build::integer(*width), length_of(text))
    );
    Expr padded = on_left ? build::binary(concat, std::move(missing), text, Type::text)
                          : build::binary(concat, text, std::move(missing), Type::text);
    Expr enough =
        build::binary(greater_equal, length_of(text), build::integer(*width), Type::boolean);
    return build::choose(
        std::move(enough),
        substr(text, build::integer(1), build::integer(*width)),
        std::move(padded)
    );
}

Expr as_text(Expr value, Position at) {
    if (value.type == Type::text) return value;
    Expr made = build::cast(std::move(value), "text", Type::text);
    made.at = at;
    cast(made);
    return made;
}

/// NULLs count as nothing.
Expr joined(Expr& expr, Arguments& arguments) {
    Expr made = build::text("");
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        Expr part = call2(
            "coalesce", Type::text, as_text(std::move(arguments[i]), expr.at), build::text("")
        );
        made = i == 0 ? std::move(part)
                      : build::binary(concat, std::move(made), std::move(part), Type::text);
    }
    return made;
}

/// Each part that is there brings the separator before it; the first one is cut off again.
Expr joined_by(Expr& expr, Arguments& arguments) {
    const Literal* separator = build::text_literal(arguments[0]);
    if (separator == nullptr || arguments.size() < 2)
        cannot("concat_ws() with a computed separator", expr.at);
    Expr made;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        Expr part = build::binary(
            concat, arguments[0], as_text(std::move(arguments[i]), expr.at), Type::text
        );
        part = call2("coalesce", Type::text, std::move(part), build::text(""));
        made = i == 1 ? std::move(part)
                      : build::binary(concat, std::move(made), std::move(part), Type::text);
    }
    Expr after = whole(add, length_of(arguments[0]), build::integer(1));
    return substr(std::move(made), std::move(after));
}

Expr rounded(Expr& expr, Arguments& arguments, const char* function) {
    if (arguments.size() == 1) return build::call(function, expr.type, std::move(arguments[0]));
    const auto digits = known(arguments[1]);
    const bool round = std::string_view(function) == "round";
    if (!digits || *digits < 0 || *digits > 15) cannot("Rounding to this many digits", expr.at);
    if (round) return call2("round", expr.type, std::move(arguments[0]), std::move(arguments[1]));
    const Expr factor =
        build::decimal("1" + std::string(static_cast<std::size_t>(*digits), '0') + ".0");
    Expr scaled = build::binary(multiply, std::move(arguments[0]), factor, Type::real);
    return build::binary(
        divide, build::call("trunc", Type::real, std::move(scaled)), factor, Type::real
    );
}

Expr one_of(Expr& expr, std::string_view name, Arguments& arguments) {
    const std::size_t count = arguments.size();
    if (count == 0 && name != "now" && name != "random")
        cannot("The function " + std::string(name) + " without an argument", expr.at);
    if (name == "greatest" || name == "least")
        return extreme(expr, arguments, name == "least" ? "min" : "max");
    if (name == "left" && count == 2) return left(expr, arguments);
    if (name == "right" && count == 2) return right(expr, arguments);
    if ((name == "substring" || name == "substr") && count >= 2) return substring(expr, arguments);
    if (name == "split_part" && count == 3) return split_part(expr, arguments);
    if ((name == "lpad" || name == "rpad") && count >= 2)
        return pad(expr, arguments, name == "lpad");
    if (name == "concat" && count > 0) return joined(expr, arguments);
    if (name == "concat_ws") return joined_by(expr, arguments);
    if (name == "round" || name == "trunc")
        return rounded(expr, arguments, name == "round" ? "round" : "trunc");
    if (name == "now") return build::call("datetime", Type::timestamptz, build::text("now"));
    if (name == "octet_length" && count == 1)
        return build::call(
            "length", Type::integer, build::cast(std::move(arguments[0]), "bytea", Type::bytes)
        );
    if (name == "starts_with" && count == 2) {
        Expr head = substr(std::move(arguments[0]), build::integer(1), length_of(arguments[1]));
        return build::binary(equal, std::move(head), std::move(arguments[1]), Type::boolean);
    }
    if (name == "mod" && count == 2) {
        const bool integers =
            arguments[0].type == Type::integer && arguments[1].type == Type::integer;
        if (integers) return whole(modulo, std::move(arguments[0]), std::move(arguments[1]));
        return call2("mod", expr.type, std::move(arguments[0]), std::move(arguments[1]));
    }
    if (name == "random" && count == 0) {
        Expr unit = build::binary(
            divide,
            build::call("random", Type::integer),
            build::decimal("18446744073709551616.0"),
            Type::real
        );
        return build::binary(add, std::move(unit), build::decimal("0.5"), Type::real);
    }
    if (name == "make_date" && count == 3) {
        return build::call(
            "printf",
            Type::date,
            build::text("%04d-%02d-%02d"),
            std::move(arguments[0]),
            std::move(arguments[1]),
            std::move(arguments[2])
        );
    }
    if (name == "to_timestamp" && count == 1)
        return call2(
            "datetime", Type::timestamptz, std::move(arguments[0]), build::text("unixepoch")
        );
    const Literal* format = count == 2 ? build::text_literal(arguments[1]) : nullptr;
    if (name == "to_date" && format != nullptr && format->text == "YYYY-MM-DD")
        return build::call("date", Type::date, std::move(arguments[0]));
    cannot("The function " + std::string(name), expr.at);
}

/// An aggregate that our connector brings: `f(value, fraction, descending)`.
void percentile(Expr& expr) {
    auto& held = std::get<Call>(expr.node);
    const Literal* fraction =
        held.arguments.size() == 1 ? build::literal(held.arguments[0]) : nullptr;
    const bool number = fraction != nullptr && (fraction->kind == LiteralKind::decimal ||
                                                fraction->kind == LiteralKind::integer);
    if (!held.within_group || !number || held.order_by.size() != 1)
        cannot("A percentile by anything but a constant", expr.at);
    OrderItem by = std::move(held.order_by[0]);
    held.order_by.clear();
    held.within_group = false;
    held.arguments.insert(held.arguments.begin(), std::move(*by.expr));
    held.arguments.push_back(build::integer(by.descending ? 1 : 0));
}

/// What aggregates may carry elsewhere and not here.
void check_extras(const Call& call, Position at) {
    if (!call.order_by.empty()) cannot("ORDER BY inside an aggregate", at);
    if (call.distinct && call.arguments.size() > 1) cannot("DISTINCT with a separator", at);
}

}  // namespace

void call(Expr& expr) {
    auto& held = std::get<Call>(expr.node);
    const std::string name = held.name.back();
    if (name == "date_trunc") return date_trunc(expr);
    if (name == "extract" || name == "date_part") return extract(expr);
    if (name == "age") return;  // for extract(); refused when left over
    if (name == "to_char") {
        Expr text = to_char(held, {Dialect::sqlite, formatted}, expr.at);
        expr.node = std::move(text.node);
        return;
    }
    if (name == "string_agg" && held.distinct && held.arguments.size() == 2) {
        const Literal* separator = build::text_literal(held.arguments[1]);
        if (separator != nullptr && separator->text == ",") held.arguments.pop_back();
    }
    if (name == "percentile_cont" || name == "percentile_disc") return percentile(expr);
    check_extras(held, expr.at);
    const bool ours = name.starts_with("stddev") || name.starts_with("var");
    if (ours && held.over) cannot("The function " + name + " OVER", expr.at);
    const Function* function = find_function(name);
    if (function == nullptr && is_of_masks(name)) return;
    if (function == nullptr) cannot("The function " + name, expr.at);
    if (const auto own = function->spelled_on(Dialect::sqlite); own != "*") {
        if (own.empty()) cannot("The function " + name, expr.at);
        held.name = {std::string(own)};
        return;
    }
    Arguments arguments = std::move(held.arguments);
    Expr made = one_of(expr, name, arguments);
    expr.node = std::move(made.node);
}

}  // namespace parlance::sql::sqlite
