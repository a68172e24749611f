#pragma once

#include <string>
#include <string_view>

/// Names of tables and columns as English says them.
namespace parlance::engine {

/// `order_items` as `order items`; a name that has letters of other scripts stays as it is.
[[nodiscard]] std::string spoken(std::string_view name);

/// `order item` as `order items`.
[[nodiscard]] std::string plural(const std::string& phrase);

/// `order items` as `order item`.
[[nodiscard]] std::string singular(const std::string& phrase);

}  // namespace parlance::engine
