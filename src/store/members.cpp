#include "store/members.hpp"

#include "base/json.hpp"
#include "store/api_keys.hpp"
#include "store/paging.hpp"
#include "store/sessions.hpp"

namespace parlance::store {

namespace {

constexpr const char* membership_columns =
    "SELECT m.tenant_id AS tenant_id, t.name AS tenant_name, m.user_id AS user_id, "
    "u.username AS username, m.role AS role, m.version AS version, "
    "m.attributes AS attributes, m.disabled_at AS disabled_at "
    "FROM memberships m JOIN tenants t ON t.id = m.tenant_id JOIN users u ON u.id = m.user_id ";

constexpr const char* member_columns =
    "SELECT m.user_id AS user_id, u.username AS username, u.email AS email, m.role AS role, "
    "m.created_at AS created_at, m.last_seen_at AS last_seen_at, m.attributes AS attributes, "
    "m.disabled_at AS disabled_at "
    "FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = :tenant ";

Attributes attributes_from(const Row& row) {
    return json::read<Attributes>(row.text("attributes"));
}

std::vector<Membership> memberships_from(const std::vector<Row>& rows) {
    std::vector<Membership> all;
    for (const Row& row : rows) {
        all.push_back(
            {row.text("tenant_id"),
             row.text("tenant_name"),
             row.text("user_id"),
             row.text("username"),
             row.text("role"),
             row.integer("version"),
             attributes_from(row),
             row.instant_if("disabled_at").has_value()}
        );
    }
    return all;
}

Member member_from(const Row& row) {
    return {
        row.text("user_id"),
        row.text("username"),
        row.text_if("email"),
        row.text("role"),
        row.instant("created_at"),
        row.instant_if("last_seen_at"),
        attributes_from(row),
        row.instant_if("disabled_at"),
    };
}

/// The tenant's owners must not all go.
void keep_an_owner(Writer& writer, const Principal& who, std::string_view user_id) {
    writer.lock("owners");
    if (member(writer, who, user_id).role != "owner") return;
    const std::int64_t owners = writer.count(
        "SELECT count(*) AS value FROM memberships WHERE tenant_id = :tenant AND role = 'owner' "
        "AND disabled_at IS NULL AND user_id <> :user",
        {{"tenant", who.tenant_id}, {"user", user_id}}
    );
    if (owners > 0) return;
    throw Error(
        Failure::conflict, "last_owner", "A tenant needs an owner. Make somebody else one first."
    );
}

}  // namespace

void add_member(
    Writer& writer,
    System,
    std::string_view tenant_id,
    std::string_view user_id,
    std::string_view role
) {
    writer.run(
        "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) "
        "VALUES (:tenant, :user, :role, :at, :at)",
        {{"tenant", tenant_id}, {"user", user_id}, {"role", role}, {"at", system_now()}}
    );
}

std::vector<Membership> memberships_of(Reader& reader, System, std::string_view user_id) {
    return memberships_from(reader.rows(
        std::string(membership_columns) +
            "WHERE m.user_id = :user ORDER BY coalesce(m.last_seen_at, m.created_at) DESC",
        {{"user", user_id}}
    ));
}

std::vector<Membership> all_memberships(Reader& reader, System) {
    return memberships_from(reader.rows(membership_columns));
}

std::vector<Membership> memberships_changed_since(Reader& reader, System, Instant since) {
    return memberships_from(reader.rows(
        std::string(membership_columns) + "WHERE m.updated_at >= :since", {{"since", since}}
    ));
}

std::vector<Member> members(Reader& reader, const Principal& who) {
    std::vector<Member> all;
    const std::string sql = std::string(member_columns) + "ORDER BY u.username_key";
    for (const Row& row : reader.rows(sql, {{"tenant", who.tenant_id}}))
        all.push_back(member_from(row));
    return all;
}

Member member(Reader& reader, const Principal& who, std::string_view user_id) {
    const std::optional<Row> row = reader.row(
        std::string(member_columns) + "AND m.user_id = :user",
        {{"tenant", who.tenant_id}, {"user", user_id}}
    );
    if (!row) throw_not_found("member");
    return member_from(*row);
}

std::int64_t
set_role(Writer& writer, const Principal& who, std::string_view user_id, std::string_view role) {
    if (role != "owner") keep_an_owner(writer, who, user_id);
    const std::optional<Row> row = writer.row(
        "UPDATE memberships SET role = :role, version = version + 1, updated_at = :at "
        "WHERE tenant_id = :tenant AND user_id = :user RETURNING version",
        {{"role", role}, {"at", system_now()}, {"tenant", who.tenant_id}, {"user", user_id}}
    );
    if (!row) throw_not_found("member");
    return row->integer("version");
}

std::int64_t set_attributes(
    Writer& writer,
    const Principal& who,
    std::string_view user_id,
    const Attributes& attributes
) {
    const std::optional<Row> row = writer.row(
        "UPDATE memberships SET attributes = :attributes, version = version + 1, updated_at = :at "
        "WHERE tenant_id = :tenant AND user_id = :user RETURNING version",
        {{"attributes", json::to_text(attributes)},
         {"at", system_now()},
         {"tenant", who.tenant_id},
         {"user", user_id}}
    );
    if (!row) throw_not_found("member");
    return row->integer("version");
}

Membership membership(Reader& reader, const Principal& who, std::string_view user_id) {
    const std::vector<Membership> found = memberships_from(reader.rows(
        std::string(membership_columns) + "WHERE m.tenant_id = :tenant AND m.user_id = :user",
        {{"tenant", who.tenant_id}, {"user", user_id}}
    ));
    if (found.empty()) throw_not_found("member");
    return found.front();
}

Member member_named(Reader& reader, const Principal& who, std::string_view username) {
    const std::optional<Row> row = reader.row(
        std::string(member_columns) + "AND u.username_key = :name",
        {{"tenant", who.tenant_id}, {"name", lower(username)}}
    );
    if (!row) throw_not_found("member");
    return member_from(*row);
}

void remove_member(Writer& writer, const Principal& who, std::string_view user_id) {
    keep_an_owner(writer, who, user_id);
    revoke_sessions_of(writer, who, user_id);
    revoke_api_keys_of(writer, who, user_id);
    writer.run(
        "DELETE FROM memberships WHERE tenant_id = :tenant AND user_id = :user",
        {{"tenant", who.tenant_id}, {"user", user_id}}
    );
}

void disable_member(Writer& writer, const Principal& who, std::string_view user_id) {
    keep_an_owner(writer, who, user_id);
    revoke_sessions_of(writer, who, user_id);
    writer.run(
        "UPDATE memberships SET disabled_at = :at, version = version + 1, updated_at = :at "
        "WHERE tenant_id = :tenant AND user_id = :user AND disabled_at IS NULL",
        {{"at", system_now()}, {"tenant", who.tenant_id}, {"user", user_id}}
    );
}

void enable_member(Writer& writer, const Principal& who, std::string_view user_id) {
    writer.run(
        "UPDATE memberships SET disabled_at = NULL, version = version + 1, updated_at = :at "
        "WHERE tenant_id = :tenant AND user_id = :user AND disabled_at IS NOT NULL",
        {{"at", system_now()}, {"tenant", who.tenant_id}, {"user", user_id}}
    );
}

void touch_member(Writer& writer, const Principal& who) {
    writer.run(
        "UPDATE memberships SET last_seen_at = :at WHERE tenant_id = :tenant AND user_id = :user",
        {{"at", system_now()}, {"tenant", who.tenant_id}, {"user", who.user_id}}
    );
}

}  // namespace parlance::store
