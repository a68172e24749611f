#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <string>

namespace parlance::serve {

/// A member of a tenant in whose name something happens while they are not there: with the role and
/// the attributes that they have now. Throws `Error` (not_found) for one who has left or was
/// disabled.
[[nodiscard]] Principal
absent_person(store::Reader& reader, const std::string& tenant_id, const std::string& user_id);

}  // namespace parlance::serve
