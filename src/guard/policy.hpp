#pragma once

#include "base/schema.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace parlance::guard {

/// How much one execution may take; each is a hard stop, the first three cut the result
/// (`truncated`).
struct Limits {
    std::int64_t rows_max = 100'000;
    std::int64_t bytes_max = std::int64_t{256} << 20;
    std::int64_t time_ms = 30'000;
    std::int64_t concurrent_max = 0;  ///< statements of one person at a time; 0 for any number
};

struct Relation;
using Relations = std::map<TableName, Relation>;

/// What a person may see of a source, beside the schema that names it: made by `look`
/// (`guard/sight.hpp`). As it stands here, every table of the schema is clear. `identity` names
/// the rights that the policy gives, and is part of every cache key: two people share a result
/// only when it is equal.
struct Policy {
    std::string identity = "unrestricted";
    Limits limits;
    std::int64_t version = 0;                    ///< of the stored policy; 0 for none
    std::vector<std::string> rules;              ///< ids of those that are about the person
    std::shared_ptr<const Relations> relations;  ///< of the tables with a mask or a row rule

    /// What stands in place of the table; none for a table that is clear.
    [[nodiscard]] const Relation* relation(const Table& table) const;
    /// Whether every row and every value of the column is shown as it is.
    [[nodiscard]] bool clear(const Table& table, std::string_view column) const;
    /// Whether no row of the table is held back.
    [[nodiscard]] bool every_row(const Table& table) const;
};

}  // namespace parlance::guard
