#pragma once

#include "auth/auth.hpp"
#include "serve/call.hpp"
#include "serve/operations/auth_shapes.hpp"

#include <string_view>

namespace parlance::serve {

[[nodiscard]] MemberRole role_of(std::string_view name);
[[nodiscard]] Me me_of(const auth::Profile& profile);

/// The refresh token goes into a cookie or into the reply, never into both.
[[nodiscard]] Tokens tokens_of(Call& call, const auth::SignedIn& in, bool as_cookie);

}  // namespace parlance::serve
