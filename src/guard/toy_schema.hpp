#pragma once

#include "base/schema.hpp"
#include "guard/sight.hpp"

#include <memory>
#include <string>
#include <string_view>

/// The tables that the attack catalogue and the text cases ask, and its policy. Only tests include
/// this.
namespace parlance::guard {

/// All of it, as a database would tell it.
inline Schema toy_schema(Dialect dialect) {
    const std::string home = dialect == Dialect::postgres ? "public" : "main";
    const auto column = [](const char* name, Type type) {
        const bool number = type == Type::integer;
        const bool moment = type == Type::timestamptz;
        return Column{
            .name = name,
            .type = type,
            .native_type = number   ? "integer"
                           : moment ? "timestamp with time zone"
                                    : std::string(parlance::name_of(type)),
        };
    };
    const Type money = dialect == Dialect::sqlite ? Type::real : Type::decimal;
    const Type moment = dialect == Dialect::sqlite ? Type::text : Type::timestamptz;
    Table customers{.schema = home, .name = "customers", .primary_key = {"id"}};
    customers.columns = {
        column("id", Type::integer),
        column("tenant_code", Type::text),
        column("name", Type::text),
        column("email", Type::text),
        column("ssn", Type::text),
        column("country", Type::text),
        column("created_at", moment)
    };
    Table orders{.schema = home, .name = "orders", .primary_key = {"id"}};
    orders.columns = {
        column("id", Type::integer),
        column("customer_id", Type::integer),
        column("amount", money),
        column("status", Type::text),
        column("created_at", moment)
    };
    Table employees{.schema = home, .name = "employees", .primary_key = {"id"}};
    employees.columns = {
        column("id", Type::integer),
        column("name", Type::text),
        column("salary", money),
        column("manager_id", Type::integer)
    };
    return {.dialect = dialect, .default_schema = home, .tables = {customers, orders, employees}};
}

/// The policy that the catalogue assumes.
inline constexpr std::string_view toy_policy = R"json({
    "default": "deny",
    "tables": {
        "customers": {
            "default": "allow",
            "columns": {"email": {"mask": "partial"}, "ssn": {"mask": "null"}},
            "rows": "country = 'DE'"
        },
        "orders": {
            "default": "allow",
            "rows": "EXISTS (SELECT 1 FROM customers c WHERE c.id = orders.customer_id AND c.country = 'DE')"
        },
        "employees": {"columns": {"id": {}, "name": {}, "manager_id": {}}}
    }
})json";

/// The toy tables through the eyes of somebody whom the policy restricts.
inline Sight toy_sight(Dialect dialect, std::string_view policy = toy_policy) {
    Surroundings around{.nonce = "0123456789abcdef01234567"};
    around.key = {Secret(std::string(32, 'k')), "toy"};
    return look(
        read_policy(policy),
        std::make_shared<const Schema>(toy_schema(dialect)),
        {.username = "ann", .role = "analyst", .attributes = {{"country", "DE"}}},
        around
    );
}

}  // namespace parlance::guard
