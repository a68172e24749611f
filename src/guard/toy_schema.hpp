#pragma once

#include "base/schema.hpp"

#include <string>

/// The tables that the attack catalogue and the text cases ask. Only tests include this.
namespace parlance::guard {

inline Schema toy_schema(Dialect dialect) {
    const std::string home = dialect == Dialect::postgres ? "public" : "main";
    const auto column = [](const char* name, Type type) {
        return Column{.name = name, .type = type};
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
        column("id", Type::integer), column("name", Type::text), column("manager_id", Type::integer)
    };
    return {.dialect = dialect, .default_schema = home, .tables = {customers, orders, employees}};
}

}  // namespace parlance::guard
