#pragma once

#include "base/error.hpp"

namespace parlance::connectors {

/// The sentences that every engine shares. None carries text of a driver.
[[nodiscard]] Error cancelled();
[[nodiscard]] Error timed_out();
[[nodiscard]] Error busy();
/// The connection broke while it was used.
[[nodiscard]] Error gone();
/// The database could not be reached at all.
[[nodiscard]] Error unreachable();
/// The source no longer has what the statement names: its schema should be read again.
[[nodiscard]] Error schema_changed();
/// The database refused the values: a division by zero, a cast that fails, a number out of range.
[[nodiscard]] Error bad_values();
[[nodiscard]] Error not_permitted();
[[nodiscard]] Error out_of_resources();
[[nodiscard]] Error broken_file();
/// Anything else that the database did not like.
[[nodiscard]] Error database_failed();

}  // namespace parlance::connectors
