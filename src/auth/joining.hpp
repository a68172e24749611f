#pragma once

#include "store/invitations.hpp"
#include "store/members.hpp"
#include "store/users.hpp"

#include <optional>
#include <string>

/// How somebody becomes a member of a tenant that was not founded for them.
namespace parlance::auth {

/// Throws `Error` (invalid, `bad_invitation`).
[[noreturn]] void bad_invitation();

/// Addresses are the same whatever their case.
[[nodiscard]] bool same_address(const std::optional<std::string>& left, const std::string& right);

/// Uses the invitation up. Who is a member already stays what they are.
void join(
    store::Writer& writer,
    const store::Invitation& invitation,
    const store::User& user,
    Instant now
);

[[nodiscard]] bool
is_member(store::Reader& reader, const std::string& user_id, const std::string& tenant_id);
/// Throws `Error` (not_found).
[[nodiscard]] store::Membership
membership_in(store::Reader& reader, const std::string& user_id, const std::string& tenant_id);

}  // namespace parlance::auth
