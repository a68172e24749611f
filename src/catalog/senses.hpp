#pragma once

#include "engine/schema_pack.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What tables and columns are for, as far as names, types, keys and values that are clear tell.
namespace parlance::catalog {

enum class TableRole : std::uint8_t {
    fact,       ///< each row is something that happened
    dimension,  ///< each row is a thing that others speak of
    bridge,     ///< little more than two references
    lookup,     ///< a short list of codes or names
    other,      ///< nothing tells
};
BOOST_DESCRIBE_ENUM(TableRole, fact, dimension, bridge, lookup, other)

enum class Meaning : std::uint8_t {
    identifier,  ///< tells rows apart
    reference,   ///< points at another row
    name,        ///< what people call the row
    category,    ///< one of few words
    code,        ///< a number or short text that stands for something
    measure,     ///< a number to sum up or average
    money,
    quantity,
    share,  ///< a percentage or rate
    event_time,
    year,
    geography,
    flag,
    free_text,
    email,
    phone,
    web_address,
    other,  ///< nothing tells
};
BOOST_DESCRIBE_ENUM(
    Meaning,
    identifier,
    reference,
    name,
    category,
    code,
    measure,
    money,
    quantity,
    share,
    event_time,
    year,
    geography,
    flag,
    free_text,
    email,
    phone,
    web_address,
    other
)

struct ColumnSense {
    Meaning meaning = Meaning::other;
    std::string reason;  ///< a sentence; never a value
};

struct TableSense {
    TableRole role = TableRole::other;
    std::string reason;
    std::vector<ColumnSense> columns;  ///< as in the schema of the pack
};

/// One for each table of the pack's schema, in its order. As the pack holds only what somebody may
/// know, so does what is said here.
[[nodiscard]] std::vector<TableSense> senses_of(const engine::SchemaPack& pack);

}  // namespace parlance::catalog
