#pragma once

#include "base/json.hpp"
#include "base/schema.hpp"
#include "catalog/view.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// How the tools of the MCP endpoint write tables and columns in few words.
namespace parlance::serve {

/// What of an answer tables may take, beside what else stands in it.
inline constexpr std::size_t tables_bytes = 14 * 1024;

/// What it takes of that, in a list.
template <class Item>
std::size_t bytes_of(const Item& item) {
    return json::to_text(item).size() + 1;
}

/// The beginning of a text that is longer, up to a whole character, and `…`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t bytes_max);
[[nodiscard]] std::string short_comment(std::string_view text);

/// `orders`, or `sales.orders` where it is not in the schema that names without one mean.
[[nodiscard]] std::string
name_in(const Schema& schema, std::string_view home, std::string_view table);

/// What the line of a column says beside its type, its keys and whether it is masked.
struct ColumnWords {
    std::string_view meaning = {};
    std::string points_at = {};  ///< beyond the keys of the database
    bool nullable = false;
    std::string spread = {};
    std::string_view comment = {};
};

/// `customer_id integer →customers.id null: who pays`.
[[nodiscard]] std::string column_line(
    const catalog::View& view,
    const Table& table,
    const Column& column,
    const ColumnWords& more = {}
);

}  // namespace parlance::serve
