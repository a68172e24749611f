#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"
#include "store/dashboard_shares.hpp"

#include <optional>
#include <string>

namespace parlance::serve {

/// Somebody who came by a link: `call.principal` is with whose rights they look.
struct Guest {
    store::DashboardShare share;
    std::optional<Principal> maker;  ///< whose rights they may not pass; none: they are themselves
};

/// Lets somebody in who has the word of a link, and says so to the audit (`door` is `share`). The
/// link works as long as its maker belongs to the tenant, may change the dashboard and may give the
/// role. Throws `Error`: `share_not_found` (not_found) whatever is wrong with the link,
/// `too_many_attempts` (busy), and `not_signed_in` where people look with their own rights.
Task<Guest> let_in(Services& with, Call& call, std::string token);

}  // namespace parlance::serve
