#include "ask/result_filter.hpp"

#include "base/error.hpp"
#include "sql/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace parlance::ask {

namespace {

namespace build = sql::build;

constexpr std::string_view rows_name = "parlance_rows";

Error wrong(const std::string& pointer, std::string why) {
    return Error(Failure::invalid, "invalid_fields", "This result cannot be looked at like this.")
        .with_faults({{pointer, std::move(why)}});
}

bool is_digits(std::string_view text) {
    const auto digit = [](char each) { return each >= '0' && each <= '9'; };
    return !text.empty() && std::ranges::all_of(text, digit);
}

/// `12`, `-12.5`: digits of a literal, and nothing else.
std::optional<sql::Expr> number_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t dot = text.find('.');
    const bool decimal = dot != text.npos;
    const bool whole = is_digits(text.substr(0, dot));
    if (!whole || (decimal && !is_digits(text.substr(dot + 1))) || text.size() > 40)
        return std::nullopt;
    constexpr std::size_t int_digits = 18;
    const bool is_integer = !decimal && text.size() <= int_digits;
    const auto kind = is_integer ? sql::LiteralKind::integer : sql::LiteralKind::decimal;
    const Type type = is_integer ? Type::integer : Type::decimal;
    sql::Expr number{sql::Literal{kind, std::string(text)}, {}, type};
    if (!negative) return number;
    return sql::Expr{sql::Unary{sql::UnaryOp::minus, std::move(number)}, {}, type};
}

/// `2024-05-01`, with or without a time behind it.
bool is_moment_text(std::string_view text) {
    const auto at = [&](std::size_t from, std::size_t count) {
        return text.size() >= from + count && is_digits(text.substr(from, count));
    };
    const bool day = at(0, 4) && at(5, 2) && at(8, 2) && text[4] == '-' && text[7] == '-';
    const auto plain = [](char each) {
        return std::string_view("0123456789:.-+TZ ").contains(each);
    };
    return day && text.size() <= 40 && std::ranges::all_of(text, plain);
}

/// The value as one of the column's type. What is kept as text is compared as text.
sql::Expr value_of(Type type, const std::string& text, const std::string& pointer) {
    if (is_number(type)) {
        if (auto number = number_of(text)) return *number;
        throw wrong(pointer, "This is no number.");
    }
    if (is_moment(type)) {
        if (!is_moment_text(text)) throw wrong(pointer, "Write a date as 2024-05-01.");
        return build::cast(build::text(text), std::string(name_of(type)), type);
    }
    if (type == Type::boolean) {
        if (text != "true" && text != "false")
            throw wrong(pointer, "This is neither true nor false.");
        return build::boolean(text == "true");
    }
    return build::text(text);
}

/// What a text is compared with: text, whatever the column is made of.
sql::Expr comparable(std::size_t column, Type type) {
    const bool has_values =
        is_number(type) || is_moment(type) || type == Type::boolean || type == Type::text;
    sql::Expr each = column_of_result(column);
    return has_values ? std::move(each) : build::cast(std::move(each), "text", Type::text);
}

sql::Expr contains(std::size_t column, Type type, const std::string& text) {
    sql::Expr each = column_of_result(column);
    if (type != Type::text) each = build::cast(std::move(each), "text", Type::text);
    sql::Expr at = build::call(
        "strpos",
        Type::integer,
        build::call("lower", Type::text, std::move(each)),
        build::call("lower", Type::text, build::text(text))
    );
    return build::binary(sql::BinaryOp::greater, std::move(at), build::integer(0), Type::boolean);
}

sql::BinaryOp operator_of(Match match) {
    switch (match) {
        case Match::not_equals:
            return sql::BinaryOp::not_equal;
        case Match::less:
            return sql::BinaryOp::less;
        case Match::less_equal:
            return sql::BinaryOp::less_equal;
        case Match::greater:
            return sql::BinaryOp::greater;
        case Match::greater_equal:
            return sql::BinaryOp::greater_equal;
        default:
            return sql::BinaryOp::equal;
    }
}

sql::Expr condition(const Viewed& of, const ColumnFilter& filter, const std::string& pointer) {
    const std::size_t column = checked_column(of, filter.column, pointer + "/column");
    const Type type = of.columns[column].type;
    if (filter.match == Match::is_null || filter.match == Match::is_not_null) {
        const bool negated = filter.match == Match::is_not_null;
        return {
            sql::IsTest{column_of_result(column), sql::Truth::is_null, negated}, {}, Type::boolean
        };
    }
    if (!filter.value) throw wrong(pointer + "/value", "This needs a value.");
    if (filter.match == Match::contains) return contains(column, type, *filter.value);
    return build::binary(
        operator_of(filter.match),
        comparable(column, type),
        value_of(type, *filter.value, pointer + "/value"),
        Type::boolean
    );
}

}  // namespace

std::size_t checked_column(const Viewed& of, std::int64_t column, const std::string& pointer) {
    if (column >= 0 && static_cast<std::size_t>(column) < of.columns.size())
        return static_cast<std::size_t>(column);
    throw wrong(pointer, "The result has no such column.");
}

sql::Expr column_of_result(std::size_t column) {
    return {sql::ColumnRef{{fmt::format("c{}", column + 1)}}};
}

bool can_be_ordered(Type type) {
    return type != Type::json && type != Type::unknown && type != Type::array &&
           type != Type::bytes;
}

sql::Expr orderable(const Viewed& of, std::size_t column) {
    sql::Expr each = column_of_result(column);
    const Type type = of.columns[column].type;
    if (can_be_ordered(type) || type == Type::bytes) return each;
    return build::cast(std::move(each), "text", Type::text);
}

sql::Box<sql::Expr> matching(const Viewed& of, const std::vector<ColumnFilter>& filters) {
    if (filters.empty()) return {};
    sql::Logic all;
    for (std::size_t at = 0; at < filters.size(); ++at)
        all.operands.push_back(condition(of, filters[at], fmt::format("/filters/{}", at)));
    if (all.operands.size() == 1) return std::move(all.operands.front());
    return sql::Expr{std::move(all), {}, Type::boolean};
}

sql::From rows_of_result() {
    return {sql::TableRef{{std::string(rows_name)}, {}, false, {}}};
}

sql::Query with_rows(Viewed of, sql::Select select) {
    sql::Cte rows{.name = std::string(rows_name)};
    for (std::size_t at = 0; at < of.columns.size(); ++at)
        rows.columns.push_back(fmt::format("c{}", at + 1));
    rows.query = std::move(of.query);
    sql::Query made;
    made.with.push_back(std::move(rows));
    made.body = std::move(select);
    return made;
}

sql::Query over(Viewed of, sql::Select select) {
    select.from.push_back(rows_of_result());
    return with_rows(std::move(of), std::move(select));
}

}  // namespace parlance::ask
