#include "sql/build.hpp"
#include "sql/rewrite.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace parlance::sql::sqlite {
namespace {

/// `date(x, '+3 days')`, or `datetime(…)` when a time of day counts.
Expr moved(bool with_time, Expr base, std::string modifier) {
    const char* function = with_time ? "datetime" : "date";
    const Type type = with_time ? Type::timestamp : Type::date;
    return build::call(function, type, std::move(base), build::text(std::move(modifier)));
}

Expr least(Expr a, Expr b) {
    const Type type = a.type;
    return build::call("min", type, std::move(a), std::move(b));
}

/// Months as PostgreSQL adds them: the 31st becomes the last of a shorter month, where SQLite would
/// run over into the next.
Expr add_months(bool with_time, Expr base, std::int64_t months) {
    Expr last = build::call(
        "date",
        Type::date,
        base,
        build::text("start of month"),
        build::text(fmt::format("{:+} months", months + 1)),
        build::text("-1 days")
    );
    if (with_time) {
        Expr time = build::call("time", Type::time, base);
        last = build::binary(
            BinaryOp::concat,
            build::binary(BinaryOp::concat, std::move(last), build::text(" "), Type::text),
            std::move(time),
            Type::timestamp
        );
    }
    return least(moved(with_time, std::move(base), fmt::format("{:+} months", months)), last);
}

bool is_date(const Expr& expr) {
    return expr.type == Type::date;
}

Expr as_timestamp(Expr expr) {
    if (!is_date(expr)) return expr;
    return build::call("datetime", Type::timestamp, std::move(expr));
}

/// A moment plus an interval. What PostgreSQL gives is a timestamp, also when both are whole days.
Expr plus(Expr base, const Span& span) {
    if (const Literal* literal = build::text_literal(base); literal != nullptr && is_date(base)) {
        if (const auto date = moved_date(literal->text, span); date)
            return as_timestamp({Literal{LiteralKind::text, *date}, {}, Type::date});
    }
    const bool with_time = !is_date(base);
    if (span.months != 0) base = add_months(with_time, std::move(base), span.months);
    if (span.days != 0)
        base = moved(with_time, std::move(base), fmt::format("{:+} days", span.days));
    base = as_timestamp(std::move(base));
    if (span.seconds != 0)
        base = moved(true, std::move(base), fmt::format("{:+} seconds", span.seconds));
    return base;
}

/// A date plus a number of days that is not known before the query runs.
Expr plus_days(Expr date, Expr days) {
    if (const Literal* known = build::integer_literal(days); known != nullptr) {
        const auto count = std::stoll(known->text.substr(0, 12));
        if (const Literal* base = build::text_literal(date); base != nullptr)
            if (const auto moved_to = moved_date(base->text, {.days = count}); moved_to)
                return {Literal{LiteralKind::text, *moved_to}, {}, Type::date};
        return moved(false, std::move(date), fmt::format("{:+} days", count));
    }
    Expr modifier =
        build::binary(BinaryOp::concat, std::move(days), build::text(" days"), Type::text);
    return build::call("date", Type::date, std::move(date), std::move(modifier));
}

Expr minus(Expr expr) {
    if (const Literal* known = build::integer_literal(expr); known != nullptr) {
        const std::string& text = known->text;
        std::string turned = text.starts_with('-') ? text.substr(1) : "-" + text;
        return {Literal{LiteralKind::integer, std::move(turned)}, {}, Type::integer};
    }
    const Type type = expr.type;
    return {Unary{UnaryOp::minus, std::move(expr)}, {}, type};
}

/// `n * INTERVAL '1 day'` as a number of days; none for anything else.
std::optional<Expr> counted_days(const Expr& expr) {
    const auto* product = std::get_if<Binary>(&expr.node);
    if (product == nullptr || product->op != BinaryOp::multiply) return std::nullopt;
    const bool left = product->left->type == Type::interval;
    const auto span = interval_of(left ? *product->left : *product->right);
    const Expr& count = left ? *product->right : *product->left;
    if (!span || span->months != 0 || span->seconds != 0 || count.type != Type::integer)
        return std::nullopt;
    if (span->days == 1) return count;
    return build::binary(BinaryOp::multiply, count, build::integer(span->days), Type::integer);
}

Span turned(Span span) {
    return {-span.months, -span.days, -span.seconds};
}

/// A bare string where a moment stands is one.
void read_moment(Expr& expr, Type type, Position at) {
    const Literal* literal = build::text_literal(expr);
    if (literal == nullptr || expr.type != Type::text) return;
    const auto text = type == Type::date ? iso_date(literal->text) : iso_timestamp(literal->text);
    if (!text) cannot("A date written like this", expr.at.offset ? expr.at : at);
    expr.node = Literal{LiteralKind::text, *text};
    expr.type = type;
}

/// Whether a timestamp is known to be a midnight: then comparing it with a date needs no time.
bool is_midnight(const Expr& expr) {
    const auto* call = std::get_if<Call>(&expr.node);
    if (call == nullptr || call->name != Name{"datetime"} || call->arguments.empty()) return false;
    bool whole = is_date(call->arguments[0]);
    for (std::size_t i = 1; i < call->arguments.size(); ++i) {
        const Literal* modifier = build::text_literal(call->arguments[i]);
        if (modifier == nullptr) return false;
        if (modifier->text.starts_with("start of")) whole = true;
        if (modifier->text.ends_with("seconds")) return false;
    }
    return whole;
}

/// `datetime(x, …)` of a midnight without its time.
void drop_midnight(Expr& expr) {
    auto& call = std::get<Call>(expr.node);
    if (call.arguments.size() == 1) {
        expr = Expr(std::move(call.arguments[0]));
    } else {
        call.name = {"date"};
        expr.type = Type::date;
    }
}

}  // namespace

Expr formatted(std::string_view pattern, const Expr& moment) {
    return build::call("strftime", Type::text, build::text(std::string(pattern)), moment);
}

Expr number_from(std::string_view pattern, const Expr& moment) {
    return build::cast(formatted(pattern, moment), "int8", Type::integer);
}

void shift(Expr& expr) {
    auto& binary = std::get<Binary>(expr.node);
    Expr& left = *binary.left;
    Expr& right = *binary.right;
    const bool subtract = binary.op == BinaryOp::subtract;
    if (!subtract && is_moment(right.type)) std::swap(left, right);
    if (!is_moment(left.type)) return;  // intervals among themselves: refused at the end
    if (is_moment(right.type) || (subtract && build::text_literal(right) != nullptr)) {
        read_moment(right, left.type, expr.at);
        if (!is_date(left) || !is_date(right)) return;  // an interval: extract() may take it
        Expr days = build::binary(
            BinaryOp::subtract,
            build::call("julianday", Type::real, std::move(left)),
            build::call("julianday", Type::real, std::move(right)),
            Type::real
        );
        expr = build::cast(std::move(days), "int8", Type::integer);
        return;
    }
    if (is_date(left) && right.type == Type::integer) {
        Expr made =
            plus_days(std::move(left), subtract ? minus(std::move(right)) : std::move(right));
        expr = std::move(made);
        return;
    }
    const Type type = expr.type;
    Expr made;
    if (const auto span = interval_of(right); span) {
        made = plus(std::move(left), subtract ? turned(*span) : *span);
    } else if (auto days = counted_days(right); days && is_date(left)) {
        Expr count = subtract ? minus(std::move(*days)) : std::move(*days);
        made = as_timestamp(plus_days(std::move(left), std::move(count)));
    } else {
        cannot("Adding this to a date or a time", expr.at);
    }
    if (made.type != Type::date) made.type = type;
    expr = std::move(made);
}

void compare(Expr& left, Expr& right, Position at) {
    if (is_moment(left.type)) read_moment(right, left.type, at);
    if (is_moment(right.type)) read_moment(left, right.type, at);
    read_string_as(right, left.type);
    read_string_as(left, right.type);
    if (!is_moment(left.type) || !is_moment(right.type) || is_date(left) == is_date(right)) return;
    Expr& date = is_date(left) ? left : right;
    Expr& timestamp = is_date(left) ? right : left;
    if (is_midnight(timestamp))
        drop_midnight(timestamp);
    else
        date = as_timestamp(std::move(date));
}

void date_trunc(Expr& expr) {
    auto& call = std::get<Call>(expr.node);
    const Literal* unit =
        call.arguments.size() == 2 ? build::text_literal(call.arguments[0]) : nullptr;
    if (unit == nullptr) cannot("date_trunc by a computed unit", expr.at);
    const std::string name = unit->text;
    Expr moment = std::move(call.arguments[1]);
    read_moment(moment, Type::timestamp, expr.at);
    const auto from_start = [&](auto... modifiers) {
        return build::call(
            "datetime", Type::timestamp, std::move(moment), build::text(modifiers)...
        );
    };
    Expr made;
    if (name == "year" || name == "month" || name == "day") {
        made = from_start("start of " + name);
    } else if (name == "week") {
        made = from_start(
            std::string("-6 days"), std::string("weekday 1"), std::string("start of day")
        );
    } else if (name == "quarter") {
        Expr over = build::binary(
            BinaryOp::modulo,
            build::binary(
                BinaryOp::subtract, number_from("%m", moment), build::integer(1), Type::integer
            ),
            build::integer(3),
            Type::integer
        );
        made = build::call(
            "datetime",
            Type::timestamp,
            moment,
            build::text("start of month"),
            build::binary(
                BinaryOp::concat, minus(std::move(over)), build::text(" months"), Type::text
            )
        );
    } else if (name == "hour") {
        made = formatted("%Y-%m-%d %H:00:00", moment);
    } else if (name == "minute") {
        made = formatted("%Y-%m-%d %H:%M:00", moment);
    } else if (name == "second") {
        made = formatted("%Y-%m-%d %H:%M:%S", moment);
    } else {
        cannot("date_trunc by this unit", expr.at);
    }
    made.type = expr.type == Type::unknown ? Type::timestamp : expr.type;
    expr = std::move(made);
}

}  // namespace parlance::sql::sqlite
