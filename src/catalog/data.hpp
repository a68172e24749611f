#pragma once

#include <string_view>

/// The data files of `data`, embedded by `cmake/embed.cmake`.
namespace parlance::catalog::data {

extern const std::string_view sensitive;

}  // namespace parlance::catalog::data
