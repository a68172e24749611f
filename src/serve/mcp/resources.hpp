#pragma once

#include <boost/json/array.hpp>

#include <optional>
#include <string>
#include <string_view>

/// What clients can read without a tool. All tables of a source are one template, never a list.
namespace parlance::serve::mcp {

[[nodiscard]] boost::json::array resources_listed();
/// Only those who have several sources are told of the templates that name one.
[[nodiscard]] boost::json::array templates_listed(bool several_sources);

/// What an address means.
struct Address {
    enum class What { overview, joins, policy, changes, table, profile, sample, result };
    What what;
    std::string first = {};   ///< the schema, or the result
    std::string second = {};  ///< the table
    std::string source = {};  ///< empty: the default one
};

/// Nothing for what is none of ours.
[[nodiscard]] std::optional<Address> address_of(std::string_view uri);

}  // namespace parlance::serve::mcp
