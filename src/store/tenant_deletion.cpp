#include "store/tenant_deletion.hpp"

#include "store/settings.hpp"

namespace parlance::store {

namespace {

std::string tables_with_tenants(Engine engine) {
    if (engine == Engine::sqlite) {
        return "SELECT t.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
               "WHERE t.type = 'table' AND c.name = 'tenant_id' ORDER BY t.name";
    }
    return "SELECT table_name AS name FROM information_schema.columns "
           "WHERE table_schema = current_schema() AND column_name = 'tenant_id' "
           "ORDER BY table_name";
}

/// Overwritten first: what a deleted row held may stay in a free page of the file.
void shred_keys(Writer& writer, const Parameters& tenant) {
    writer.run("UPDATE tenant_keys SET wrapped_key = '' WHERE tenant_id = :tenant", tenant);
    writer.run("UPDATE secrets SET sealed = '' WHERE tenant_id = :tenant", tenant);
}

constexpr std::string_view folder_prefix = "deleted-folder/";

std::string folder_setting(std::string_view tenant_id) {
    return std::string(folder_prefix) + std::string(tenant_id);
}

std::vector<std::string> members_of(Reader& reader, const Parameters& tenant) {
    std::vector<std::string> ids;
    for (const Row& row :
         reader.rows("SELECT user_id FROM memberships WHERE tenant_id = :tenant", tenant))
        ids.push_back(row.text("user_id"));
    return ids;
}

void delete_rows(Writer& writer, const Parameters& tenant) {
    // Of sign-ins that have begun only the provider is known.
    writer.run(
        "DELETE FROM begun_sign_ins WHERE provider_id IN "
        "(SELECT id FROM identity_providers WHERE tenant_id = :tenant)",
        tenant
    );
    for (const std::string& table : tenant_tables(writer, System{}))
        writer.run("DELETE FROM " + table + " WHERE tenant_id = :tenant", tenant);
    writer.run("DELETE FROM tenants WHERE id = :tenant", tenant);
}

void delete_if_nowhere(Writer& writer, const std::string& user_id) {
    writer.run(
        "DELETE FROM users WHERE id = :user AND NOT EXISTS "
        "(SELECT 1 FROM memberships m WHERE m.user_id = users.id)",
        {{"user", user_id}}
    );
}

}  // namespace

std::vector<std::string> tenant_tables(Reader& reader, System) {
    std::vector<std::string> names;
    for (const Row& row : reader.rows(tables_with_tenants(reader.engine())))
        names.push_back(row.text("name"));
    return names;
}

std::vector<std::string> delete_tenant(Writer& writer, const Principal& who) {
    require_tenant(writer, System{}, who.tenant_id);
    const Parameters tenant{{"tenant", who.tenant_id}};
    const std::vector<std::string> members = members_of(writer, tenant);
    shred_keys(writer, tenant);
    delete_rows(writer, tenant);
    set_setting(writer, System{}, folder_setting(who.tenant_id), "deleted");
    for (const std::string& user_id : members)
        delete_if_nowhere(writer, user_id);
    return members;
}

std::vector<std::string> folders_to_remove(Reader& reader, System) {
    std::vector<std::string> ids;
    const auto rows = reader.rows(
        "SELECT name FROM settings WHERE tenant_id = '' AND name LIKE 'deleted-folder/%'"
    );
    ids.reserve(rows.size());
    for (const Row& row : rows)
        ids.push_back(row.text("name").substr(folder_prefix.size()));
    return ids;
}

void note_folder_removed(Writer& writer, System, std::string_view tenant_id) {
    writer.run(
        "DELETE FROM settings WHERE tenant_id = '' AND name = :name",
        {{"name", folder_setting(tenant_id)}}
    );
}

void require_tenant(Reader& reader, System, std::string_view tenant_id) {
    if (tenant_id.empty()) return;
    const auto found =
        reader.row("SELECT 1 AS there FROM tenants WHERE id = :tenant", {{"tenant", tenant_id}});
    if (!found) throw_not_found("tenant");
}

}  // namespace parlance::store
