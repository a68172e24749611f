#include "guard/allow.hpp"

#include "base/error.hpp"
#include "sql/functions.hpp"
#include "sql/resolve.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::guard {
namespace {

class AllowList : public sql::Walker {
public:
    AllowList(Dialect dialect, bool bound) : dialect_(dialect), bound_(bound) {}

    bool columns = false;  ///< calls that may be columns

protected:
    void visit(sql::Expr& expr) override {
        if (const auto* call = std::get_if<sql::Call>(&expr.node); call != nullptr)
            check_unless_column(*call, expr.at);
        if (const auto* cast = std::get_if<sql::Cast>(&expr.node); cast != nullptr)
            check(cast->type, expr.at);
        if (const auto* collate = std::get_if<sql::Collate>(&expr.node); collate != nullptr)
            check(*collate, expr.at);
        if (const auto* binary = std::get_if<sql::Binary>(&expr.node); binary != nullptr)
            check(*binary, expr.at);
        if (std::holds_alternative<sql::Parameter>(expr.node))
            refuse("sql_not_supported", "A placeholder without a value is not supported.", expr.at);
    }

    void visit(sql::FunctionRef& function) override { check(function.call, function.at); }

private:
    void check_unless_column(const sql::Call& call, sql::Position at) {
        const bool may = !bound_ && dialect_ == Dialect::postgres && sql::may_be_column(call);
        columns = columns || may;
        if (!may) check(call, at);
    }

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
                "The function {} may not make so much here: give it a small number or a plain "
                "pattern.",
                call.name[0]
            ),
            at
        );
    }

    void check(const sql::Collate& collate, sql::Position at) const {
        if (sql::collation_allowed(collate.collation, dialect_)) return;
        refuse(
            "sql_collation_refused",
            fmt::format("The collation {} may not be used here.", collate.collation),
            at
        );
    }

    void check(const sql::Binary& binary, sql::Position at) const {
        if (binary.op != sql::BinaryOp::glob || dialect_ != Dialect::postgres) return;
        refuse(
            "sql_not_expressible",
            "GLOB has no equivalent on postgres: use LIKE, or ~ with a regular expression.",
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
    bool bound_;
};

}  // namespace

bool check_allowed(sql::Query& query, Dialect dialect, bool bound) {
    AllowList list(dialect, bound);
    list.walk(query);
    return list.columns;
}

}  // namespace parlance::guard
