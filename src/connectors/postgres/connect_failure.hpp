#pragma once

#include "base/error.hpp"

#include <string_view>

namespace parlance::connectors::postgres {

/// Why a connection could not be made, from libpq's message (which shows only the SQLSTATE of what
/// the server said): a short reason and what to do.
[[nodiscard]] Error connect_failure(std::string_view message);

/// Maps the SQLSTATE of a failed statement.
[[nodiscard]] Error statement_failure(std::string_view sqlstate);

}  // namespace parlance::connectors::postgres
