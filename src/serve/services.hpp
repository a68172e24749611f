#pragma once

#include "auth/audience.hpp"
#include "base/clock.hpp"
#include "base/config.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/patience.hpp"

#include <functional>
#include <memory>

namespace parlance {
class BlockingPool;
}
namespace parlance::store {
class Ledger;
class Store;
class Vault;
}  // namespace parlance::store
namespace parlance::auth {
class Auth;
namespace oidc {
class SignIns;
}
}  // namespace parlance::auth
namespace parlance::catalog {
class Atlas;
class Catalog;
struct View;
}  // namespace parlance::catalog
namespace parlance::ask {
class QueryCache;
class Running;
}  // namespace parlance::ask

namespace parlance::serve {

namespace mcp {
class Bulletin;
class Extension;
class Handles;
}  // namespace mcp

class Evaluations;
class Metrics;
class Models;
class Schedules;
class Site;
struct ShareLimits;
namespace oauth {
class Clients;
}

/// Everything that a handler may reach. Made once, before the doors open; handlers take it by
/// reference. It owns nothing that a request changes.
struct Services {
    Config config;
    std::shared_ptr<Metrics> metrics;
    std::shared_ptr<const Site> site;        ///< the web app
    std::shared_ptr<BlockingPool> blocking;  ///< for work that takes long
    std::shared_ptr<store::Store> store;
    std::shared_ptr<store::Vault> vault;
    std::shared_ptr<store::Ledger> ledger;  ///< seals and chains what is written down
    std::shared_ptr<auth::Auth> auth;
    std::shared_ptr<auth::oidc::SignIns> sign_ins;  ///< at providers of the tenants
    std::shared_ptr<oauth::Clients> oauth_clients;
    std::shared_ptr<catalog::Catalog> catalog;
    std::shared_ptr<ask::Running> running;
    std::shared_ptr<ask::QueryCache> cache;  ///< null when nothing is to be remembered
    std::shared_ptr<Models> models;          ///< language models
    std::shared_ptr<Evaluations> evaluations;
    std::shared_ptr<ShareLimits> share_limits;      ///< of links to dashboards
    std::shared_ptr<Schedules> schedules;           ///< dashboards that are sent
    std::shared_ptr<const mcp::Handles> handles;    ///< words that clients hand back
    std::shared_ptr<mcp::Bulletin> bulletin;        ///< news of the tenants' sources
    std::shared_ptr<mcp::Extension> mcp_extension;  ///< of the tests' own build; null otherwise
    /// The one source of a person who works without a server; else null.
    std::shared_ptr<const catalog::View> local;
    std::shared_ptr<const catalog::Atlas> local_atlas;  ///< of that source
    Clock now = system_now;
    Patience patience;

    /// Turns the credentials of a request, made for this door, into the one who asks; throws
    /// `Error` (unauthenticated).
    std::function<Task<std::shared_ptr<const Principal>>(const Call&, auth::Audience)> authenticate;

    /// Throws `Error` (busy, `not_ready`) while the server cannot do its work.
    std::function<Task<void>()> check_ready;
};

}  // namespace parlance::serve
