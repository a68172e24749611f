#pragma once

#include <string_view>

/// The data files of `data/en`, embedded by `cmake/embed.cmake`.
namespace parlance::ask::data {

extern const std::string_view charts;

}  // namespace parlance::ask::data
