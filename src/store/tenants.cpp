#include "store/tenants.hpp"

#include "base/ids.hpp"

namespace parlance::store {

namespace {

Tenant tenant_of(const std::vector<Row>& rows) {
    if (rows.size() != 1) throw_not_found("tenant");
    const Row& row = rows.front();
    return {row.text("id"), row.text("name"), row.instant("created_at")};
}

}  // namespace

Tenant create_tenant(Writer& writer, System, std::string_view name) {
    Tenant made{new_id(), std::string(name), system_now()};
    writer.run(
        "INSERT INTO tenants (id, name, created_at) VALUES (:id, :name, :at)",
        {{"id", made.id}, {"name", made.name}, {"at", made.created_at}}
    );
    return made;
}

Tenant tenant(Reader& reader, const Principal& who) {
    return tenant_of(reader.rows(
        "SELECT id, name, created_at FROM tenants WHERE id = :id", {{"id", who.tenant_id}}
    ));
}

void rename_tenant(Writer& writer, const Principal& who, std::string_view name) {
    writer.run(
        "UPDATE tenants SET name = :name WHERE id = :id", {{"name", name}, {"id", who.tenant_id}}
    );
}

Tenant tenant(Reader& reader, System, std::string_view id_or_name) {
    return tenant_of(reader.rows(
        "SELECT id, name, created_at FROM tenants WHERE id = :wanted OR name = :wanted",
        {{"wanted", id_or_name}}
    ));
}

}  // namespace parlance::store
