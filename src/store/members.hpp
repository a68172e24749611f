#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// What row rules may ask of a person, such as region = DE.
using Attributes = std::map<std::string, std::string>;

/// What a person is in a tenant. `version` grows with every change, so that what was decided on an
/// older one can be noticed.
struct Membership {
    std::string tenant_id;
    std::string tenant_name;
    std::string user_id;
    std::string username;
    std::string role;  ///< owner, admin, analyst or viewer
    std::int64_t version = 1;
    Attributes attributes;
    bool disabled = false;  ///< may not come in just now
};

/// A row in the list of a tenant's people.
struct Member {
    std::string user_id;
    std::string username;
    std::optional<std::string> email;
    std::string role;
    Instant created_at;
    std::optional<Instant> last_seen_at;
    Attributes attributes;
    std::optional<Instant> disabled_at;
};

/// Throws `ConstraintError` when the person belongs to the tenant already.
void add_member(
    Writer& writer,
    System,
    std::string_view tenant_id,
    std::string_view user_id,
    std::string_view role
);
/// Where the person belongs, the tenant used last first.
[[nodiscard]] std::vector<Membership>
memberships_of(Reader& reader, System, std::string_view user_id);
/// Everybody's, for the state in memory.
[[nodiscard]] std::vector<Membership> all_memberships(Reader& reader, System);

/// Those that have changed since then: what other processes did.
[[nodiscard]] std::vector<Membership>
memberships_changed_since(Reader& reader, System, Instant since);

[[nodiscard]] std::vector<Member> members(Reader& reader, const Principal& who);
/// Throws `Error` (not_found) for somebody of another tenant.
[[nodiscard]] Member member(Reader& reader, const Principal& who, std::string_view user_id);
/// Returns the membership's new version. Throws `Error` (conflict, `last_owner`) rather than leave
/// a tenant without owner.
std::int64_t
set_role(Writer& writer, const Principal& who, std::string_view user_id, std::string_view role);
/// Replaces all of the person's attributes; returns the membership's new version.
std::int64_t set_attributes(
    Writer& writer,
    const Principal& who,
    std::string_view user_id,
    const Attributes& attributes
);
/// Keeps the person out for a while: ends the sessions; keys rest. Throws `Error` (conflict,
/// `last_owner`) for the only owner who can come in.
void disable_member(Writer& writer, const Principal& who, std::string_view user_id);
void enable_member(Writer& writer, const Principal& who, std::string_view user_id);
/// Throws `Error` (not_found) for somebody of another tenant.
[[nodiscard]] Membership membership(Reader& reader, const Principal& who, std::string_view user_id);
/// The member of this name, whatever its case; throws `Error` (not_found).
[[nodiscard]] Member member_named(Reader& reader, const Principal& who, std::string_view username);
/// The person stays, and loses this tenant with all sessions and keys in it.
void remove_member(Writer& writer, const Principal& who, std::string_view user_id);
/// Remembers that the person was here now.
void touch_member(Writer& writer, const Principal& who);

}  // namespace parlance::store
