#include "serve/embedded.hpp"

#include "ask/cache.hpp"
#include "ask/running.hpp"
#include "base/ids.hpp"
#include "catalog/search.hpp"
#include "serve/mcp/bulletin.hpp"
#include "serve/mcp/handles.hpp"
#include "store/connections.hpp"
#include "store/ledger.hpp"
#include "store/members.hpp"
#include "store/migrate.hpp"
#include "store/store.hpp"
#include "store/tenants.hpp"
#include "store/users.hpp"
#include "store/vault.hpp"

#include <chrono>

namespace parlance::serve {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

fs::path private_scratch() {
    const fs::path folder = fs::temp_directory_path() / ("parlance-" + new_id());
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all);
    return folder;
}

}  // namespace

Embedded::Embedded(catalog::View view) : folder_(private_scratch()) {
    services_.blocking = std::make_shared<BlockingPool>("blocking", 2);
    open_store();
    make_person();
    if (!view.plans) view.plans = std::make_shared<guard::PlanCache>(view.schema, view.policy);
    const auto place = [&](store::Writer& writer) {
        store::NewConnection wanted;
        wanted.name = "local";
        wanted.kind = "sqlite";
        wanted.path = "local";
        wanted.trusted_file = true;
        return store::add_connection(writer, *services_.vault, *who_, wanted).id;
    };
    view.connection_id = services_.store->database().write(place);
    if (view.version.empty()) view.version = view.connection_id;
    services_.local_atlas = std::make_shared<const catalog::Atlas>(view);
    services_.local = std::make_shared<const catalog::View>(std::move(view));
    services_.running = std::make_shared<ask::Running>();
    services_.cache = std::make_shared<ask::QueryCache>(ask::CacheLimits{}, system_now, 10s);
    services_.handles = std::make_shared<const mcp::Handles>(Secret(random_bytes(32)));
    services_.bulletin = std::make_shared<mcp::Bulletin>();
}

Embedded::~Embedded() {
    services_ = {};
    std::error_code gone_already;
    fs::remove_all(folder_, gone_already);
}

void Embedded::open_store() {
    services_.store =
        std::make_shared<store::Store>("sqlite:" + (folder_ / "parlance.sqlite").string(), 2);
    store::migrate(services_.store->database(), System{});
    services_.vault = std::make_shared<store::Vault>(
        services_.store->database(), store::usual_master_key_place(folder_)
    );
    services_.ledger =
        std::make_shared<store::Ledger>(services_.store->database(), *services_.vault, "local");
}

/// The one at the keyboard may see all of it, and change nothing: there is nothing to change.
void Embedded::make_person() {
    auto who = std::make_shared<Principal>();
    services_.store->database().write([&](store::Writer& writer) {
        const auto user = store::create_user(writer, System{}, {.username = "local"});
        const auto tenant = store::create_tenant(writer, System{}, "local");
        store::add_member(writer, System{}, tenant.id, user.id, "owner");
        *who = {
            .tenant_id = tenant.id,
            .user_id = user.id,
            .username = user.username,
            .role = "owner",
            .permissions = {Permission::read},
        };
    });
    who_ = std::move(who);
}

}  // namespace parlance::serve
