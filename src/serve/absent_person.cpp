#include "serve/absent_person.hpp"

#include "auth/permissions.hpp"
#include "store/members.hpp"

namespace parlance::serve {

Principal
absent_person(store::Reader& reader, const std::string& tenant_id, const std::string& user_id) {
    Principal who;
    who.tenant_id = tenant_id;
    const store::Membership now = store::membership(reader, who, user_id);
    if (now.disabled) store::throw_not_found("member");
    who.user_id = now.user_id;
    who.username = now.username;
    who.role = now.role;
    who.permissions = auth::permissions_of(now.role);
    who.attributes = now.attributes;
    return who;
}

}  // namespace parlance::serve
