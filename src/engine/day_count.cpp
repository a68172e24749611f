#include "engine/day_count.hpp"

#include "engine/tree.hpp"

#include <utility>

namespace parlance::engine {
namespace {

constexpr const char* seconds_per_day = "86400.0";

sql::Expr epoch(sql::Expr moment) {
    return tree::expr(tree::call("extract", {tree::text("epoch"), std::move(moment)}));
}

bool is_literal(const sql::Expr& expr, std::string_view text) {
    const auto* literal = std::get_if<sql::Literal>(&expr.node);
    return literal != nullptr && literal->text == text;
}

const sql::Expr* moment_of_epoch(const sql::Expr& expr) {
    const auto* call = std::get_if<sql::Call>(&expr.node);
    const bool fits = call != nullptr && call->name == sql::Name{"extract"} &&
                      call->arguments.size() == 2 && is_literal(call->arguments[0], "epoch");
    return fits ? &call->arguments[1] : nullptr;
}

const sql::Expr* moment_of_date(const sql::Expr& expr) {
    const auto* cast = std::get_if<sql::Cast>(&expr.node);
    return cast != nullptr && cast->type.name == "date" ? &*cast->operand : nullptr;
}

std::optional<DayCount>
ends_of(const sql::Binary& binary, const sql::Expr* (*moment)(const sql::Expr&)) {
    if (binary.op != sql::BinaryOp::subtract) return std::nullopt;
    const DayCount found{moment(*binary.left), moment(*binary.right)};
    if (found.end == nullptr || found.begin == nullptr) return std::nullopt;
    return found;
}

}  // namespace

sql::Expr days_between(sql::Expr end, sql::Expr begin, bool whole) {
    using enum sql::BinaryOp;
    if (whole)
        return tree::binary(
            subtract, tree::cast(std::move(end), "date"), tree::cast(std::move(begin), "date")
        );
    return tree::binary(
        divide,
        tree::binary(subtract, epoch(std::move(end)), epoch(std::move(begin))),
        tree::number(seconds_per_day)
    );
}

std::optional<DayCount> day_count(const sql::Binary& binary) {
    if (binary.op != sql::BinaryOp::divide) return ends_of(binary, moment_of_date);
    const auto* seconds = std::get_if<sql::Binary>(&binary.left->node);
    if (seconds == nullptr || !is_literal(*binary.right, seconds_per_day)) return std::nullopt;
    return ends_of(*seconds, moment_of_epoch);
}

}  // namespace parlance::engine
