#pragma once

#include <string_view>

/// The data files of `data/en`, embedded by `cmake/embed.cmake`.
namespace parlance::ask::data {

extern const std::string_view charts;
extern const std::string_view choices;

}  // namespace parlance::ask::data
