#include "serve/mcp/sources.hpp"

#include "store/connections.hpp"
#include "store/store.hpp"

namespace parlance::serve::mcp {

Task<std::vector<std::string>> source_ids(Services& with, Principal who) {
    std::vector<std::string> ids;
    if (with.local || !with.store) co_return ids;
    const auto work = [&](store::Reader& reader) { return store::connections(reader, who); };
    for (store::Connection& each : co_await with.store->read(work))
        ids.push_back(std::move(each.id));
    co_return ids;
}

Task<bool> has_several_sources(Services& with, Principal who) {
    co_return (co_await source_ids(with, std::move(who))).size() > 1;
}

}  // namespace parlance::serve::mcp
