#include "store/identities.hpp"

namespace parlance::store {

namespace {

constexpr const char* columns =
    "SELECT tenant_id, issuer, subject, user_id, email FROM identities WHERE tenant_id = :tenant ";

std::optional<Identity> identity_of(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return Identity{
        row->text("tenant_id"),
        row->text("issuer"),
        row->text("subject"),
        row->text("user_id"),
        row->text_if("email"),
    };
}

}  // namespace

std::optional<Identity> find_identity(
    Reader& reader,
    System,
    std::string_view tenant_id,
    std::string_view issuer,
    std::string_view subject
) {
    return identity_of(reader.row(
        std::string(columns) + "AND issuer = :issuer AND subject = :subject",
        {{"tenant", tenant_id}, {"issuer", issuer}, {"subject", subject}}
    ));
}

std::optional<Identity> own_identity(Reader& reader, const Principal& who) {
    return identity_of(reader.row(
        std::string(columns) + "AND user_id = :user ORDER BY last_used_at DESC",
        {{"tenant", who.tenant_id}, {"user", who.user_id}}
    ));
}

void put_identity(Writer& writer, System, const Identity& identity) {
    writer.run(
        "INSERT INTO identities (tenant_id, issuer, subject, user_id, email, created_at, "
        "last_used_at) VALUES (:tenant, :issuer, :subject, :user, :email, :at, :at) "
        "ON CONFLICT (tenant_id, issuer, subject) DO UPDATE SET "
        "email = excluded.email, last_used_at = excluded.last_used_at",
        {{"tenant", identity.tenant_id},
         {"issuer", identity.issuer},
         {"subject", identity.subject},
         {"user", identity.user_id},
         {"email", identity.email},
         {"at", system_now()}}
    );
}

void remove_own_identity(Writer& writer, const Principal& who) {
    const std::int64_t gone = writer.run(
        "DELETE FROM identities WHERE tenant_id = :tenant AND user_id = :user",
        {{"tenant", who.tenant_id}, {"user", who.user_id}}
    );
    if (gone == 0) throw_not_found("sign_in");
}

void begin_sign_in(Writer& writer, System, const BegunSignIn& begun) {
    writer.run(
        "INSERT INTO begun_sign_ins (state_hash, browser_hash, provider_id, redirect_uri, next, "
        "invitation_hash, user_id, expires_at) VALUES (:state, :browser, :provider, :redirect, "
        ":next, :invitation, :user, :expires)",
        {{"state", begun.state_hash},
         {"browser", begun.browser_hash},
         {"provider", begun.provider_id},
         {"redirect", begun.redirect_uri},
         {"next", begun.next},
         {"invitation", begun.invitation_hash},
         {"user", begun.user_id},
         {"expires", begun.expires_at}}
    );
}

std::optional<BegunSignIn>
take_begun_sign_in(Writer& writer, System, std::string_view state_hash, Instant now) {
    const std::optional<Row> row = writer.row(
        "DELETE FROM begun_sign_ins WHERE state_hash = :state AND expires_at > :now "
        "RETURNING state_hash, browser_hash, provider_id, redirect_uri, next, invitation_hash, "
        "user_id, expires_at",
        {{"state", state_hash}, {"now", now}}
    );
    if (!row) return std::nullopt;
    return BegunSignIn{
        row->text("state_hash"),
        row->text("browser_hash"),
        row->text("provider_id"),
        row->text("redirect_uri"),
        row->text("next"),
        row->text_if("invitation_hash"),
        row->text_if("user_id"),
        row->instant("expires_at"),
    };
}

void forget_begun_sign_ins(Writer& writer, System, Instant now) {
    writer.run("DELETE FROM begun_sign_ins WHERE expires_at <= :now", {{"now", now}});
}

}  // namespace parlance::store
