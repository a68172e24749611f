#include "serve/operations/views.hpp"

#include "catalog/catalog.hpp"
#include "catalog/local.hpp"

namespace parlance::serve {

Task<catalog::View> view_of(Services& with, const Call& call, std::string connection_id) {
    if (with.local) co_return *with.local;
    co_return co_await with.catalog->view(call.who(), std::move(connection_id));
}

Task<catalog::View>
view_with_values_of(Services& with, const Call& call, std::string connection_id) {
    if (with.local) co_return *with.local;
    co_return co_await with.catalog->view_with_values(call.who(), std::move(connection_id));
}

Task<std::shared_ptr<const catalog::Atlas>>
atlas_of(Services& with, const Call& call, std::string connection_id) {
    if (with.local) co_return with.local_atlas;
    co_return co_await with.catalog->atlas(call.who(), std::move(connection_id));
}

Task<catalog::TableProfile> profile_of(
    Services& with,
    const Call& call,
    const std::string& connection_id,
    const catalog::View& view,
    const Table& table
) {
    if (with.local) co_return co_await catalog::local_profile(view, table, call.stop);
    auto found =
        co_await with.catalog->profile(call.who(), connection_id, table.schema, table.name);
    co_return std::move(found.profile);
}

}  // namespace parlance::serve
