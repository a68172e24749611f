#include "auth/joining.hpp"

#include "store/paging.hpp"

namespace parlance::auth {

void bad_invitation() {
    throw Error(
        Failure::invalid,
        "bad_invitation",
        "This invitation is not valid, was used already or has expired. Ask for a new one."
    )
        .with_faults({{"/invitation_code", "This invitation is not valid."}});
}

bool same_address(const std::optional<std::string>& left, const std::string& right) {
    return left && store::lower(*left) == store::lower(right);
}

bool is_member(store::Reader& reader, const std::string& user_id, const std::string& tenant_id) {
    return std::ranges::any_of(
        store::memberships_of(reader, System{}, user_id),
        [&](const store::Membership& each) { return each.tenant_id == tenant_id; }
    );
}

void join(
    store::Writer& writer,
    const store::Invitation& invitation,
    const store::User& user,
    Instant now
) {
    store::use_invitation(writer, System{}, invitation, user.id, now);
    if (!is_member(writer, user.id, invitation.tenant_id))
        store::add_member(writer, System{}, invitation.tenant_id, user.id, invitation.role);
}

store::Membership
membership_in(store::Reader& reader, const std::string& user_id, const std::string& tenant_id) {
    for (store::Membership& each : store::memberships_of(reader, System{}, user_id))
        if (each.tenant_id == tenant_id) return std::move(each);
    store::throw_not_found("membership");
}

}  // namespace parlance::auth
