#include "serve/operations/cache.hpp"

#include "base/shape.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/queries.hpp"
#include "store/store.hpp"

#include <boost/describe.hpp>

#include <array>

namespace parlance::serve {

std::shared_ptr<ask::CachedSource>
put_cache_around(const Services& with, const Call& call, catalog::View& view, CacheUse use) {
    if (use == CacheUse::bypass || !with.cache) return nullptr;
    ask::CacheScope scope{
        .tenant_id = call.who().tenant_id,
        .connection_id = view.connection_id,
        .source_version = view.version,
        .knowledge_version = view.knowledge_version,
    };
    auto cached = std::make_shared<ask::CachedSource>(view.source, with.cache, std::move(scope));
    view.source = cached;
    return cached;
}

CacheShape told(const ask::CachedSource& cached) {
    const auto age = cached.age();
    if (!age) return {};
    return {.hit = true, .age_ms = age->count()};
}

void note_cache(ask::Record& record, const ask::CachedSource& cached) {
    if (const auto age = cached.age()) record.cache_age_ms = age->count();
}

namespace {

struct ClearCacheRequest {
    std::optional<std::string> connection_id;
};
BOOST_DESCRIBE_STRUCT(ClearCacheRequest, (), (connection_id))
constexpr auto notes(const ClearCacheRequest*) {
    return std::array{
        json::note("connection_id", "Only the results of this source; without it all of them.")
            .length(1, 64)
    };
}

struct ClearedShape {
    std::int64_t forgotten = 0;
};
BOOST_DESCRIBE_STRUCT(ClearedShape, (), (forgotten))
constexpr auto notes(const ClearedShape*) {
    return std::array{json::note("forgotten", "How many results this server had remembered.")};
}

Task<ClearedShape> clear_cache(Services& with, Call& call, ClearCacheRequest request) {
    const std::string connection = request.connection_id.value_or("");
    const auto work = [&](store::Writer& writer) {
        audit_connection(writer, *with.ledger, call, "cache_cleared", connection);
    };
    co_await with.store->write(work);
    ClearedShape cleared;
    if (with.cache) {
        const std::size_t forgotten = with.cache->forget(call.who().tenant_id, connection);
        cleared.forgotten = static_cast<std::int64_t>(forgotten);
    }
    co_return cleared;
}

}  // namespace

std::vector<Operation> cache_operations() {
    return {
        operation(
            {.method = Method::remove,
             .path = "/api/v1/cache",
             .id = "clear_cache",
             .summary = "Forgets the results that were remembered for the tenant.",
             .tag = "queries",
             .access = Access::admin},
            &clear_cache
        ),
    };
}

}  // namespace parlance::serve
