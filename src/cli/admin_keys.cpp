#include "cli/admin.hpp"
#include "store/tenants.hpp"

#include <CLI/App.hpp>
#include <cstdio>

namespace parlance::cli {

namespace {

/// What `keys rotate` was asked to change.
struct Wanted {
    bool master = false;
    std::string tenant;
};

void rotate_master(AdminStore& home) {
    const store::Rotation done = home.vault.rotate_master(System{});
    fmt::print("master key: {} data keys wrapped again\n", done.keys);
}

void rotate_tenant(AdminStore& home, const std::string& tenant_id, std::string_view name) {
    const store::Rotation done = home.vault.rotate_data_key(System{}, tenant_id);
    home.ledger.rotate(System{}, tenant_id);
    fmt::print("{}: {} secrets sealed again\n", name, done.secrets);
}

void rotate_everything(AdminStore& home) {
    rotate_master(home);
    for (const std::string& tenant_id : home.vault.tenants_with_keys(System{})) {
        rotate_tenant(home, tenant_id, tenant_id.empty() ? "installation" : "tenant " + tenant_id);
    }
}

int rotate(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    if (wanted.master) rotate_master(home);
    if (!wanted.tenant.empty()) {
        const store::Tenant tenant = home.database.read([&](store::Reader& reader) {
            return store::tenant(reader, System{}, wanted.tenant);
        });
        rotate_tenant(home, tenant.id, "tenant " + tenant.id);
    }
    if (!wanted.master && wanted.tenant.empty()) rotate_everything(home);
    return 0;
}

}  // namespace

std::vector<Command> add_admin_keys(CLI::App& admin, SharedSettings settings) {
    CLI::App* keys = admin.add_subcommand("keys", "The keys that seal credentials");
    keys->require_subcommand(1)->fallthrough();
    CLI::App* words = keys->add_subcommand(
        "rotate", "Change the keys, while the server runs; go on when it was interrupted"
    );
    words->fallthrough();
    auto wanted = std::make_shared<Wanted>();
    words->add_flag("--master", wanted->master, "Only the master key");
    words->add_option("--tenant", wanted->tenant, "Only this tenant's data key (name or id)");
    return {{.words = words, .run = [settings, wanted] {
                 return rotate(settings->read_config(), *wanted);
             }}};
}

}  // namespace parlance::cli
