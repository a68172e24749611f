#include "catalog/settings.hpp"

#include "base/json.hpp"
#include "store/connections.hpp"
#include "store/profiles.hpp"
#include "store/settings.hpp"

#include <utility>

namespace parlance::catalog {

namespace {

std::string name_of(const std::string& connection_id) {
    return "catalog/" + connection_id;
}

}  // namespace

Task<SourceSettings> stored_settings(
    store::Store& store,
    Principal who,
    std::string connection_id,
    SourceSettings usual
) {
    const auto work =
        [who = std::move(who), id = std::move(connection_id), usual](store::Reader& reader) {
            static_cast<void>(store::connection(reader, who, id));
            const auto held = store::setting(reader, who, name_of(id));
            return held ? json::read<SourceSettings>(*held) : usual;
        };
    co_return co_await store.read(work);
}

void keep_settings(
    store::Writer& writer,
    const Principal& who,
    const std::string& connection_id,
    const SourceSettings& settings
) {
    const std::string id = store::connection(writer, who, connection_id).id;
    store::set_setting(writer, who, name_of(id), json::to_text(settings));
    store::forget_table_profiles(writer, who, id);
}

}  // namespace parlance::catalog
