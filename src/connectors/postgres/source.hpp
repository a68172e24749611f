#pragma once

#include "connectors/source.hpp"

#include <memory>

namespace parlance::connectors::postgres {

/// Throws `connection_invalid` and `address_refused` for what can be seen without connecting.
[[nodiscard]] std::unique_ptr<Source>
open(const Connection& connection, const Environment& environment);

}  // namespace parlance::connectors::postgres
