#include "guard/allow.hpp"

#include "base/error.hpp"
#include "sql/functions.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::guard {
namespace {

class AllowList : public sql::Walker {
public:
    explicit AllowList(Dialect dialect) : dialect_(dialect) {}

protected:
    void visit(sql::Expr& expr) override {
        if (const auto* call = std::get_if<sql::Call>(&expr.node); call != nullptr)
            check(*call, expr.at);
        if (const auto* cast = std::get_if<sql::Cast>(&expr.node); cast != nullptr)
            check(cast->type, expr.at);
        if (std::holds_alternative<sql::Parameter>(expr.node))
            refuse("sql_not_supported", "A placeholder without a value is not supported.", expr.at);
    }

    void visit(sql::FunctionRef& function) override { check(function.call, function.at); }

private:
    void check(const sql::Call& call, sql::Position at) const {
        const sql::Function* known =
            call.name.size() == 1 ? sql::find_function(call.name[0]) : nullptr;
        const bool star = !call.star || call.name[0] == "count";
        if (known == nullptr || !known->allowed_on(dialect_) || !star)
            refuse(
                "sql_function_refused",
                fmt::format("The function {} may not be called here.", fmt::join(call.name, ".")),
                at
            );
        if (sql::within_bounds(*known, call)) return;
        refuse(
            "sql_function_refused",
            fmt::format(
                "The function {} may be called only with a constant here, and a small one.",
                call.name[0]
            ),
            at
        );
    }

    void check(const sql::TypeName& type, sql::Position at) const {
        if (sql::type_allowed(type.name, dialect_)) return;
        refuse("sql_type_refused", fmt::format("The type {} may not be used here.", type.name), at);
    }

    [[noreturn]] static void refuse(std::string code, std::string message, sql::Position at) {
        Error error(Failure::refused, std::move(code), std::move(message));
        if (at.offset) throw std::move(error).at(*at.offset);
        throw error;
    }

    Dialect dialect_;
};

}  // namespace

void check_allowed(sql::Query& query, Dialect dialect) {
    AllowList(dialect).walk(query);
}

}  // namespace parlance::guard
