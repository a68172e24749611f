#include "guard/growth.hpp"

#include "base/error.hpp"
#include "sql/build.hpp"
#include "sql/functions.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::guard {
namespace {

namespace build = sql::build;

/// How many digits a number below `bound` has at most.
std::int64_t digits_below(std::uint16_t bound) {
    std::int64_t digits = 0;
    for (std::uint16_t rest = bound; rest >= 10; rest /= 10)
        ++digits;
    return digits;
}

class Growth : public sql::Walker {
protected:
    void visit(sql::Expr& expr) override {
        if (auto* call = std::get_if<sql::Call>(&expr.node)) bound(*call, expr.at);
    }
    void visit(sql::FunctionRef& function) override { bound(function.call, function.at); }

private:
    static void bound(sql::Call& call, sql::Position at) {
        const sql::Function* function = sql::find_function(call.name.back());
        if (function == nullptr || function->most == 0) return;
        if (call.arguments.size() < function->bounded) return;
        sql::Expr& decides = call.arguments[function->bounded - 1];
        if (build::integer_literal(decides) != nullptr) return;  // looked at already
        check_type(decides, *function, at);
        sql::Cast narrow{std::move(decides)};
        narrow.type = {.name = "numeric", .modifiers = {digits_below(function->most), 0}};
        sql::Expr small{std::move(narrow), at, Type::decimal};
        decides = build::cast(std::move(small), "int4", Type::integer);
    }

    /// What is no integer would be rounded.
    static void check_type(const sql::Expr& expr, const sql::Function& function, sql::Position at) {
        if (expr.type == Type::integer || expr.type == Type::unknown) return;
        Error error(
            Failure::refused,
            "sql_function_refused",
            fmt::format("The function {} needs a whole number there.", function.name)
        );
        if (at.offset) throw std::move(error).at(*at.offset);
        throw error;
    }
};

}  // namespace

void bound_growth(sql::Query& query) {
    Growth().walk(query);
}

}  // namespace parlance::guard
