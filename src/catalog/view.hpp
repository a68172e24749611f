#pragma once

#include "base/clock.hpp"
#include "base/schema.hpp"
#include "connectors/source.hpp"
#include "engine/schema_pack.hpp"
#include "guard/plan_cache.hpp"

#include <memory>
#include <string>

namespace parlance::catalog {

/// A source as one person may see it: what the journey of a question needs, and all that it gets.
struct View {
    std::string connection_id;
    std::shared_ptr<connectors::Source> source;
    std::shared_ptr<const Schema> schema;
    std::shared_ptr<const engine::SchemaPack> pack;
    guard::Policy policy;
    std::shared_ptr<guard::PlanCache> plans;  ///< of statements approved under `policy`; or null
    Instant refreshed_at;                     ///< when the schema was last looked at
    /// Another one after each change of the connection and each look at its schema: what was
    /// computed under an older one is out of date.
    std::string version;
    std::string knowledge_version;  ///< of what the tenant taught; empty: nobody asked for it
};

}  // namespace parlance::catalog
