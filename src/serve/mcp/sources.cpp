#include "serve/mcp/sources.hpp"

#include "store/connections.hpp"
#include "store/store.hpp"

namespace parlance::serve::mcp {

Task<bool> has_several_sources(Services& with, Principal who) {
    if (with.local || !with.store) co_return false;
    const auto work = [who](store::Reader& reader) {
        return store::connections(reader, who).size() > 1;
    };
    co_return co_await with.store->read(work);
}

}  // namespace parlance::serve::mcp
