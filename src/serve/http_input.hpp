#pragma once

#include "serve/operation.hpp"
#include "serve/router.hpp"

#include <string>
#include <string_view>

namespace parlance::serve {

/// The request of an HTTP call: its path values, its query and its JSON body, merged into the one
/// struct that the operation takes.
class HttpInput final : public Input {
public:
    HttpInput(
        const Operation& operation,
        const PathValues& path,
        std::string_view query,
        std::string_view body
    )
        : operation_(operation), path_(path), query_(query), body_(body) {}

    void fill(void* request, const json::Shape& shape) const override;

private:
    void fill_path(void* request, const json::Shape& shape, std::vector<Fault>& faults) const;
    void fill_query(void* request, const json::Shape& shape, std::vector<Fault>& faults) const;
    void fill_body(void* request, const json::Shape& shape, std::vector<Fault>& faults) const;

    const Operation& operation_;
    const PathValues& path_;
    std::string_view query_;
    std::string_view body_;
};

}  // namespace parlance::serve
