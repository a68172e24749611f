#pragma once

#include <boost/describe/enum.hpp>

#include <cstdint>
#include <string_view>

namespace parlance {

/// The kind of a column's values, as far as Parlance tells them apart on every engine.
/// `Column::native_type` keeps the engine's own word.
enum class Type : std::uint8_t {
    unknown,
    boolean,
    integer,  ///< any width up to 128 bits
    decimal,  ///< exact: numeric(p, s), money
    real,     ///< binary floating point
    text,
    date,
    time,
    timestamp,  ///< without zone
    timestamptz,
    interval,
    json,
    uuid,
    bytes,
    array,
};

BOOST_DESCRIBE_ENUM(
    Type,
    unknown,
    boolean,
    integer,
    decimal,
    real,
    text,
    date,
    time,
    timestamp,
    timestamptz,
    interval,
    json,
    uuid,
    bytes,
    array
)

[[nodiscard]] std::string_view name_of(Type type) noexcept;

[[nodiscard]] constexpr bool is_number(Type type) noexcept {
    return type == Type::integer || type == Type::decimal || type == Type::real;
}

[[nodiscard]] constexpr bool is_moment(Type type) noexcept {
    return type == Type::date || type == Type::timestamp || type == Type::timestamptz;
}

}  // namespace parlance
