#pragma once

#include <string_view>

/// The data files of `data`, embedded by `cmake/embed.cmake`.
namespace parlance::agents::data {

extern const std::string_view models;   ///< the shipped settings
extern const std::string_view prices;   ///< public list prices
extern const std::string_view answers;  ///< JSON Schemas of what the roles answer
extern const std::string_view rules;    ///< what every role is told first
extern const std::string_view dialect;  ///< how SQL is written here
// What each task is.
extern const std::string_view link;
extern const std::string_view write;
extern const std::string_view revise;
extern const std::string_view repair;
extern const std::string_view draw;
extern const std::string_view narrate;
extern const std::string_view tiles;
extern const std::string_view describe;

}  // namespace parlance::agents::data
