#include "base/schema.hpp"

#include <algorithm>

namespace parlance {

std::string_view name_of(Dialect dialect) noexcept {
    switch (dialect) {
        case Dialect::postgres:
            return "postgresql";
        case Dialect::sqlite:
            return "sqlite";
        case Dialect::duckdb:
            return "duckdb";
    }
    return "postgresql";
}

const Column* Table::column(std::string_view wanted) const {
    const auto found = std::ranges::find(columns, wanted, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

const Table* Schema::table(std::string_view wanted_schema, std::string_view name) const {
    const std::string_view schema = wanted_schema.empty() ? default_schema : wanted_schema;
    const auto found = std::ranges::find_if(tables, [&](const Table& each) {
        return each.name == name && each.schema == schema;
    });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace parlance
