#pragma once

#include "serve/operation.hpp"

#include <optional>
#include <string_view>

namespace parlance::serve {

/// What the operations on one resource have in common.
struct FactsOf {
    std::string_view tag;
    std::optional<Access> access = {};  ///< nothing: GET reads, and everything else writes

    [[nodiscard]] Facts operator()(
        Method method,
        std::string_view path,
        std::string_view id,
        std::string_view summary,
        int status = 200
    ) const {
        const Access usual = method == Method::get ? Access::read : Access::write;
        return {
            .method = method,
            .path = path,
            .id = id,
            .summary = summary,
            .tag = tag,
            .access = access.value_or(usual),
            .status = status,
        };
    }
};

}  // namespace parlance::serve
