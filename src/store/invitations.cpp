#include "store/invitations.hpp"

#include "base/ids.hpp"

namespace parlance::store {

namespace {

void insert(
    Writer& writer,
    std::string_view tenant_id,
    const std::optional<std::string>& invited_by,
    const NewInvitation& invitation
) {
    writer.run(
        "INSERT INTO invitations (id, tenant_id, code_hash, role, email, user_id, invited_by, "
        "created_at, expires_at) "
        "VALUES (:id, :tenant, :code, :role, :email, :user, :by, :at, :expires)",
        {{"id", new_id()},
         {"tenant", tenant_id},
         {"code", invitation.code_hash},
         {"role", invitation.role},
         {"email", invitation.email},
         {"user", invitation.user_id},
         {"by", invited_by},
         {"at", system_now()},
         {"expires", invitation.expires_at}}
    );
}

}  // namespace

void create_invitation(Writer& writer, const Principal& who, const NewInvitation& invitation) {
    insert(writer, who.tenant_id, who.user_id, invitation);
}

void create_invitation(
    Writer& writer,
    System,
    std::string_view tenant_id,
    const NewInvitation& invitation
) {
    insert(writer, tenant_id, std::nullopt, invitation);
}

std::optional<Invitation>
invitation_by_code(Reader& reader, System, std::string_view code_hash, Instant now) {
    const std::optional<Row> row = reader.row(
        "SELECT id, tenant_id, role, email, user_id FROM invitations "
        "WHERE code_hash = :code AND used_at IS NULL AND expires_at > :now",
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
        "WHERE id = :id AND used_at IS NULL AND expires_at > :now",
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
