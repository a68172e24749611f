#include "serve/operations/views.hpp"

#include "catalog/catalog.hpp"

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

}  // namespace parlance::serve
