#pragma once

#include "base/principal.hpp"

#include <string_view>
#include <vector>

namespace parlance::auth {

/// What a role may do: viewer reads; analyst also writes; admin also administers; owner everything.
/// Nothing for any other word.
[[nodiscard]] std::vector<Permission> permissions_of(std::string_view role);

/// How the permission is called in tokens and in the API.
[[nodiscard]] std::string_view name_of(Permission permission) noexcept;

/// Whether somebody may hand out (or take away) `role`: nothing above what one may do oneself.
[[nodiscard]] bool may_give(const Principal& giver, std::string_view role);

}  // namespace parlance::auth
