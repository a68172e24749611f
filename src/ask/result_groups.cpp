#include "ask/result_filter.hpp"
#include "base/error.hpp"
#include "sql/build.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace parlance::ask {

namespace {

namespace build = sql::build;

struct Named {
    sql::Expr expr;
    std::string name;
};

Error not_of(std::string pointer, std::string why) {
    return Error(Failure::invalid, "invalid_fields", "This result cannot be looked at like this.")
        .with_faults({{std::move(pointer), std::move(why)}});
}

/// `floor(c / step) * step`: where the step begins that a number is in.
sql::Expr stepped(sql::Expr column, double step) {
    const auto number = [&] { return build::decimal(fmt::format("{}", step)); };
    sql::Expr steps = build::call(
        "floor",
        Type::decimal,
        build::binary(sql::BinaryOp::divide, std::move(column), number(), Type::decimal)
    );
    return build::binary(sql::BinaryOp::multiply, std::move(steps), number(), Type::decimal);
}

Named grouped(const Viewed& of, const Grouping& by, const std::string& pointer) {
    const std::size_t at = checked_column(of, by.column, pointer + "/column");
    const guard::OutputColumn& column = of.columns[at];
    if (by.unit) {
        if (!is_moment(column.type) && of.dialect != Dialect::sqlite)
            throw not_of(pointer + "/unit", "This column has no moments.");
        const std::string unit = boost::describe::enum_to_string(*by.unit, "day");
        sql::Expr moment =
            build::call("date_trunc", column.type, build::text(unit), column_of_result(at));
        return {std::move(moment), unit + " of " + column.name};
    }
    if (!by.step) return {orderable(of, at), column.name};
    if (!is_number(column.type) || !(*by.step > 0) || !std::isfinite(*by.step))
        throw not_of(pointer + "/step", "Steps are of numbers, and larger than 0.");
    return {stepped(column_of_result(at), *by.step), column.name + " from"};
}

sql::Expr summed(Summary summary, sql::Expr column) {
    sql::Call made;
    switch (summary) {
        case Summary::count:
        case Summary::distinct:
            made.name = {"count"};
            made.distinct = summary == Summary::distinct;
            break;
        case Summary::sum:
            made.name = {"sum"};
            break;
        case Summary::average:
            made.name = {"avg"};
            break;
        case Summary::minimum:
            made.name = {"min"};
            break;
        case Summary::maximum:
            made.name = {"max"};
            break;
    }
    made.arguments.push_back(std::move(column));
    return {std::move(made)};
}

Named measured(const Viewed& of, const GroupMeasure& measure, const std::string& pointer) {
    if (!measure.column) {
        if (measure.summary != Summary::count)
            throw not_of(pointer + "/column", "Only whole rows that are counted need no column.");
        return {{sql::Call{.name = {"count"}, .star = true}, {}, Type::integer}, "rows"};
    }
    const std::size_t at = checked_column(of, *measure.column, pointer + "/column");
    const bool needs_number =
        measure.summary == Summary::sum || measure.summary == Summary::average;
    if (needs_number && !is_number(of.columns[at].type))
        throw not_of(pointer + "/column", "Only numbers have a sum and an average.");
    const std::string word = boost::describe::enum_to_string(measure.summary, "count");
    return {summed(measure.summary, orderable(of, at)), word + " of " + of.columns[at].name};
}

/// Two columns of one name would be one field of a chart.
void set_apart(std::vector<sql::SelectItem>& items) {
    for (std::size_t at = 1; at < items.size(); ++at)
        for (std::size_t before = 0; before < at; ++before)
            if (items[before].alias == items[at].alias)
                items[at].alias += fmt::format(" {}", at + 1);
}

}  // namespace

sql::Query groups_query(Viewed of, const GroupsWish& wish) {
    sql::Select select;
    std::vector<sql::OrderItem> order;
    for (std::size_t at = 0; at < wish.by.size(); ++at) {
        Named each = grouped(of, wish.by[at], fmt::format("/by/{}", at));
        const auto place = static_cast<std::int64_t>(at) + 1;
        select.group_by.push_back({sql::GroupKind::plain, each.expr, {}});
        order.push_back({build::integer(place), false, sql::NullsOrder::last});
        select.items.push_back({std::move(each.expr), {}, std::move(each.name), {}});
    }
    for (std::size_t at = 0; at < wish.measures.size(); ++at) {
        Named each = measured(of, wish.measures[at], fmt::format("/measures/{}", at));
        select.items.push_back({std::move(each.expr), {}, std::move(each.name), {}});
    }
    set_apart(select.items);
    select.where = matching(of, wish.filters);
    sql::Query made = over(std::move(of), std::move(select));
    made.order_by = std::move(order);
    return made;
}

}  // namespace parlance::ask
