#pragma once

#include "base/json.hpp"
#include "serve/operation.hpp"

namespace parlance::serve::mcp {

/// The request of a tool: the arguments as they stand.
class JsonInput final : public Input {
public:
    explicit JsonInput(const boost::json::object& arguments) : arguments_(arguments) {}

    void fill(void* request, const json::Shape& shape) const override {
        json::check(json::read_into(request, shape, arguments_));
    }

private:
    boost::json::value arguments_;
};

}  // namespace parlance::serve::mcp
