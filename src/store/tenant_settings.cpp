#include "store/tenant_settings.hpp"

#include "base/json.hpp"
#include "store/settings.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view name = "tenant";

}  // namespace

TenantSettings tenant_settings(Reader& reader, const Principal& who) {
    const std::optional<std::string> kept = setting(reader, who, name);
    return kept ? json::read<TenantSettings>(*kept) : TenantSettings();
}

void put_tenant_settings(Writer& writer, const Principal& who, const TenantSettings& settings) {
    set_setting(writer, who, name, json::to_text(settings));
}

std::vector<ShorterHistory> shorter_histories(Reader& reader, System) {
    std::vector<ShorterHistory> all;
    for (const Row& row : reader.rows(
             "SELECT tenant_id, content FROM settings WHERE name = :name", {{"name", name}}
         )) {
        const auto settings = json::read<TenantSettings>(row.text("content"));
        if (settings.history_days) all.push_back({row.text("tenant_id"), *settings.history_days});
    }
    return all;
}

}  // namespace parlance::store
