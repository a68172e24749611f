#pragma once

#include "auth/auth.hpp"
#include "base/config.hpp"
#include "base/crypto.hpp"
#include "serve/call.hpp"

#include <string>

/// The refresh token of a browser: HttpOnly, SameSite=Strict, sent to `/api/v1/auth` only, and one
/// cookie for each session, so that two tabs can be in two tenants.
namespace parlance::serve {

void set_refresh_cookie(Call& call, const auth::SignedIn& in);
void remove_refresh_cookie(Call& call, const std::string& session_id);
/// Throws `Error` (unauthenticated, `invalid_refresh_token`) when the browser sent none.
[[nodiscard]] Secret refresh_cookie(const Call& call, const std::string& session_id);

/// Refuses a request that a page of another site has sent: `Origin` must be that of the address
/// under which this server is reached. Throws `Error` (forbidden, `foreign_origin`).
void require_own_origin(const Config& config, const Call& call);

}  // namespace parlance::serve
