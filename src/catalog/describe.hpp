#pragma once

#include "catalog/senses.hpp"
#include "engine/schema_pack.hpp"

#include <cstddef>
#include <string>

/// Descriptions that rules write, from names, keys and what columns are for.
namespace parlance::catalog {

/// `Each row is an order of a customer, with its date and total amount.`
[[nodiscard]] std::string
describe_table(const engine::SchemaPack& pack, std::size_t table, const TableSense& sense);

/// Empty when there is nothing to say beyond the name.
[[nodiscard]] std::string describe_column(
    const engine::SchemaPack& pack,
    std::size_t table,
    std::size_t column,
    const ColumnSense& sense
);

}  // namespace parlance::catalog
