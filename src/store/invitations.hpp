#pragma once

#include "base/principal.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

struct NewInvitation {
    std::string code_hash;  ///< the code itself is told once and kept nowhere
    std::string role;
    std::optional<std::string> email;    ///< only a person with this address may use it
    std::optional<std::string> user_id;  ///< an imported person, who sets the first password by it
    Instant expires_at;
};

struct Invitation {
    std::string id;
    std::string tenant_id;
    std::string role;
    std::optional<std::string> email;
    std::optional<std::string> user_id;
};

/// One that was made, as administrators see it.
struct InvitationRow {
    std::string id;
    std::string role;
    std::optional<std::string> email;
    std::optional<std::string> username;    ///< whom it is for, when that is an imported person
    std::optional<std::string> invited_by;  ///< name
    Instant created_at;
    Instant expires_at;
};

/// Returns the id.
std::string
create_invitation(Writer& writer, const Principal& who, const NewInvitation& invitation);
/// Those of the tenant that are neither used nor revoked, newest first; also expired ones.
[[nodiscard]] std::vector<InvitationRow> invitations(Reader& reader, const Principal& who);
/// One of them; throws `Error` (not_found).
[[nodiscard]] InvitationRow invitation(Reader& reader, const Principal& who, std::string_view id);
/// From now on its code opens nothing. Throws `Error` (not_found).
void revoke_invitation(Writer& writer, const Principal& who, std::string_view id);
/// Gives it another code, by which alone it is good from now on. Throws `Error` (not_found).
void renew_invitation(
    Writer& writer,
    const Principal& who,
    std::string_view id,
    std::string_view code_hash,
    Instant expires_at
);
/// From the command line, which speaks for the tenant.
void create_invitation(
    Writer& writer,
    System,
    std::string_view tenant_id,
    const NewInvitation& invitation
);
/// An invitation that is neither used nor expired; nothing otherwise.
[[nodiscard]] std::optional<Invitation>
invitation_by_code(Reader& reader, System, std::string_view code_hash, Instant now);
/// Uses it up. Throws `Error` (invalid, `bad_invitation`) when somebody was faster.
void use_invitation(
    Writer& writer,
    System,
    const Invitation& invitation,
    std::string_view user_id,
    Instant now
);

}  // namespace parlance::store
