#include "store/invitations.hpp"

#include "base/ids.hpp"

namespace parlance::store {

namespace {

std::string insert(
    Writer& writer,
    std::string_view tenant_id,
    const std::optional<std::string>& invited_by,
    const NewInvitation& invitation
) {
    std::string id = new_id();
    writer.run(
        "INSERT INTO invitations (id, tenant_id, code_hash, role, email, user_id, invited_by, "
        "created_at, expires_at) "
        "VALUES (:id, :tenant, :code, :role, :email, :user, :by, :at, :expires)",
        {{"id", id},
         {"tenant", tenant_id},
         {"code", invitation.code_hash},
         {"role", invitation.role},
         {"email", invitation.email},
         {"user", invitation.user_id},
         {"by", invited_by},
         {"at", system_now()},
         {"expires", invitation.expires_at}}
    );
    return id;
}

/// What an administrator may still see and change.
constexpr const char* open_ones =
    "SELECT i.id AS id, i.role AS role, i.email AS email, p.username AS username, "
    "u.username AS invited_by, i.created_at AS created_at, i.expires_at AS expires_at "
    "FROM invitations i LEFT JOIN users u ON u.id = i.invited_by "
    "LEFT JOIN users p ON p.id = i.user_id "
    "WHERE i.tenant_id = :tenant AND i.used_at IS NULL AND i.revoked_at IS NULL ";

InvitationRow invitation_from(const Row& row) {
    return {
        row.text("id"),
        row.text("role"),
        row.text_if("email"),
        row.text_if("username"),
        row.text_if("invited_by"),
        row.instant("created_at"),
        row.instant("expires_at"),
    };
}

}  // namespace

std::string
create_invitation(Writer& writer, const Principal& who, const NewInvitation& invitation) {
    return insert(writer, who.tenant_id, who.user_id, invitation);
}

void create_invitation(
    Writer& writer,
    System,
    std::string_view tenant_id,
    const NewInvitation& invitation
) {
    static_cast<void>(insert(writer, tenant_id, std::nullopt, invitation));
}

std::vector<InvitationRow> invitations(Reader& reader, const Principal& who) {
    std::vector<InvitationRow> all;
    const std::string sql = std::string(open_ones) + "ORDER BY i.created_at DESC, i.id DESC";
    for (const Row& row : reader.rows(sql, {{"tenant", who.tenant_id}}))
        all.push_back(invitation_from(row));
    return all;
}

InvitationRow invitation(Reader& reader, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(
        std::string(open_ones) + "AND i.id = :id", {{"tenant", who.tenant_id}, {"id", id}}
    );
    if (!row) throw_not_found("invitation");
    return invitation_from(*row);
}

void revoke_invitation(Writer& writer, const Principal& who, std::string_view id) {
    const std::int64_t touched = writer.run(
        "UPDATE invitations SET revoked_at = :at WHERE tenant_id = :tenant AND id = :id "
        "AND used_at IS NULL AND revoked_at IS NULL",
        {{"at", system_now()}, {"tenant", who.tenant_id}, {"id", id}}
    );
    if (touched == 0) throw_not_found("invitation");
}

void renew_invitation(
    Writer& writer,
    const Principal& who,
    std::string_view id,
    std::string_view code_hash,
    Instant expires_at
) {
    const std::int64_t touched = writer.run(
        "UPDATE invitations SET code_hash = :code, expires_at = :expires "
        "WHERE tenant_id = :tenant AND id = :id AND used_at IS NULL AND revoked_at IS NULL",
        {{"code", code_hash}, {"expires", expires_at}, {"tenant", who.tenant_id}, {"id", id}}
    );
    if (touched == 0) throw_not_found("invitation");
}

std::optional<Invitation>
invitation_by_code(Reader& reader, System, std::string_view code_hash, Instant now) {
    const std::optional<Row> row = reader.row(
        "SELECT id, tenant_id, role, email, user_id FROM invitations "
        "WHERE code_hash = :code AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now",
        {{"code", code_hash}, {"now", now}}
    );
    if (!row) return std::nullopt;
    return Invitation{
        row->text("id"),
        row->text("tenant_id"),
        row->text("role"),
        row->text_if("email"),
        row->text_if("user_id"),
    };
}

void use_invitation(
    Writer& writer,
    System,
    const Invitation& invitation,
    std::string_view user_id,
    Instant now
) {
    const std::int64_t touched = writer.run(
        "UPDATE invitations SET used_at = :now, used_by = :user "
        "WHERE id = :id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now",
        {{"now", now}, {"user", user_id}, {"id", invitation.id}}
    );
    if (touched == 1) return;
    throw Error(
        Failure::invalid,
        "bad_invitation",
        "This invitation is not valid, was used already or has expired. Ask for a new one."
    );
}

}  // namespace parlance::store
