#pragma once

#include "connectors/source.hpp"

#include <memory>

namespace parlance::connectors::sqlite {

/// Throws what `checked_file` throws.
[[nodiscard]] std::unique_ptr<Source>
open(const Connection& connection, const Environment& environment);

}  // namespace parlance::connectors::sqlite
