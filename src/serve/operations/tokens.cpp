#include "serve/operations/tokens.hpp"

#include "auth/permissions.hpp"
#include "serve/operations/refresh_cookie.hpp"

namespace parlance::serve {

MemberRole role_of(std::string_view name) {
    MemberRole role = MemberRole::viewer;
    boost::describe::enum_from_string(std::string(name).c_str(), role);
    return role;
}

Me me_of(const auth::Profile& profile) {
    const Principal& who = profile.who;
    Me me{
        .user = {who.user_id, who.username, profile.email},
        .tenant = {who.tenant_id, profile.tenant_name},
        .role = role_of(who.role),
        .session_id = who.session_id,
    };
    for (const Permission permission : who.permissions)
        me.permissions.emplace_back(auth::name_of(permission));
    return me;
}

Tokens tokens_of(Call& call, const auth::SignedIn& in, bool as_cookie) {
    Tokens tokens{
        .access_token = in.access_token,
        .expires_in = in.expires_in.count(),
        .session_id = in.profile.who.session_id,
        .me = me_of(in.profile),
    };
    if (as_cookie) {
        set_refresh_cookie(call, in);
    } else {
        tokens.refresh_token = in.refresh_token.reveal();
    }
    return tokens;
}

}  // namespace parlance::serve
