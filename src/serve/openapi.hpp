#pragma once

#include "serve/operation.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>

namespace parlance::serve {

/// The OpenAPI 3.1 document of the operations.
[[nodiscard]] boost::json::object openapi(std::span<const Operation> operations);

/// The same as text, indented by two, with a line end: what `parlance openapi` prints.
[[nodiscard]] std::string openapi_text(std::span<const Operation> operations);

}  // namespace parlance::serve
