#pragma once

#include "catalog/profile.hpp"
#include "catalog/search.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"

#include <memory>
#include <string>

namespace parlance::serve {

/// The source as the one who calls may see it; an empty id means their default source.
Task<catalog::View> view_of(Services& with, const Call& call, std::string connection_id);

/// The same with its values and what it was taught, for a question in plain language.
Task<catalog::View>
view_with_values_of(Services& with, const Call& call, std::string connection_id);

/// What can be told of the source to the one who calls.
Task<std::shared_ptr<const catalog::Atlas>>
atlas_of(Services& with, const Call& call, std::string connection_id);

/// How the values of a table of the source are spread, as far as the one who calls may see them.
/// Throws `Error` where they are not to be had.
Task<catalog::TableProfile> profile_of(
    Services& with,
    const Call& call,
    const std::string& connection_id,
    const catalog::View& view,
    const Table& table
);

}  // namespace parlance::serve
