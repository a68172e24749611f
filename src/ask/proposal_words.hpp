#pragma once

#include "engine/model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

/// What names tell about how a column is best shown on a dashboard, and how tiles are called.
namespace parlance::ask {

enum class MeasureUse : std::uint8_t {
    none,     ///< a number that says nothing added up or averaged: a code, a position, a place
    sum,      ///< what adds up: an amount, a quantity
    average,  ///< what does not: a price, a rate, an age
};

/// How a numeric column is measured; in tables of events (`events`) what nobody knows is summed.
[[nodiscard]] MeasureUse measure_use(const engine::ColumnModel& column, bool events);

/// Whether rows may be told apart by the column: a category, a flag, or a text whose name says that
/// it has few values.
[[nodiscard]] bool may_group(const engine::ColumnModel& column);

/// Whether a time says since when there is what a row stands for: not a birthday, not an end.
[[nodiscard]] bool begins_a_row(const engine::ColumnModel& column);

/// Whether the column says what people call a row.
[[nodiscard]] bool names_a_row(const engine::ColumnModel& column);

/// `order item` as `Order items`.
[[nodiscard]] std::string title_of_rows(const engine::TableModel& table);
[[nodiscard]] std::string capitalised(std::string text);
/// The beginning of a text, of whole characters.
[[nodiscard]] std::string shortened(std::string text, std::size_t bytes_max);
/// `Average price` as `average price`.
[[nodiscard]] std::string uncapitalised(std::string text);
/// `average order value` as `average_order_value`: the name of a column of a result.
[[nodiscard]] std::string label_of(std::string text);
/// What a column of `table` is called beside a measure of rows of another table: `customer
/// country`; what names the rows is called as the table is.
[[nodiscard]] std::string
phrase_beside(const engine::TableModel& table, const engine::ColumnModel& column, bool own);

}  // namespace parlance::ask
