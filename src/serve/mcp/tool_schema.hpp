#pragma once

#include "base/shape.hpp"

#include <boost/json/object.hpp>

/// JSON Schemas (2020-12) of what tools take and give, made from their described structs. They
/// stand in every conversation, so they say no more than they must, and refer to nothing.
namespace parlance::serve::mcp {

/// With words and limits; `with_source` keeps the member `source`, which is of no use to those who
/// have only one.
[[nodiscard]] boost::json::object input_schema(const json::Shape* shape, bool with_source);

/// Types alone.
[[nodiscard]] boost::json::object output_schema(const json::Shape& shape);

}  // namespace parlance::serve::mcp
