#include "store/settings.hpp"

namespace parlance::store {

namespace {

std::optional<std::string> read(Reader& reader, std::string_view tenant_id, std::string_view name) {
    const std::optional<Row> row = reader.row(
        "SELECT content FROM settings WHERE tenant_id = :tenant AND name = :name",
        {{"tenant", tenant_id}, {"name", name}}
    );
    if (!row) return std::nullopt;
    return row->text("content");
}

void write(
    Writer& writer,
    std::string_view tenant_id,
    std::string_view name,
    std::string_view content
) {
    writer.run(
        "INSERT INTO settings (tenant_id, name, content, updated_at) "
        "VALUES (:tenant, :name, :content, :at) ON CONFLICT (tenant_id, name) "
        "DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at",
        {{"tenant", tenant_id}, {"name", name}, {"content", content}, {"at", system_now()}}
    );
}

}  // namespace

std::optional<std::string> setting(Reader& reader, const Principal& who, std::string_view name) {
    return read(reader, who.tenant_id, name);
}

std::optional<std::string> setting(Reader& reader, System, std::string_view name) {
    return read(reader, "", name);
}

void set_setting(
    Writer& writer,
    const Principal& who,
    std::string_view name,
    std::string_view content
) {
    write(writer, who.tenant_id, name, content);
}

void set_setting(Writer& writer, System, std::string_view name, std::string_view content) {
    write(writer, "", name, content);
}

}  // namespace parlance::store
