#pragma once

#include "ask/cached_source.hpp"
#include "ask/journal.hpp"
#include "catalog/view.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"

#include <memory>

/// The cache of results, as requests meet it.
namespace parlance::serve {

/// Puts the cache around the source of the view. Null, and nothing changed, when the request does
/// not want it or the server has none.
[[nodiscard]] std::shared_ptr<ask::CachedSource>
put_cache_around(const Services& with, const Call& call, catalog::View& view, CacheUse use);

/// Where the rows of the last run came from, for the person and for the audit.
[[nodiscard]] CacheShape told(const ask::CachedSource& cached);
void note_cache(ask::Record& record, const ask::CachedSource& cached);

}  // namespace parlance::serve
