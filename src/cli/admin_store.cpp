#include "base/clock.hpp"
#include "cli/admin.hpp"
#include "store/migrate.hpp"

#include <CLI/App.hpp>
#include <cstdio>

namespace parlance::cli {

namespace {

int print_status(const Config& config) {
    store::Database database(store_url(config));
    bool complete = true;
    for (const store::MigrationState& state : store::migration_status(database, System{})) {
        complete = complete && state.applied_at.has_value();
        fmt::print(
            "{:<24} {}  {}\n",
            state.name,
            state.checksum.substr(0, 12),
            state.applied_at ? rfc3339(*state.applied_at) : "to be applied"
        );
    }
    fmt::print(
        "{}\n", complete ? "The store is up to date." : "Run `parlance admin store migrate`."
    );
    return complete ? 0 : 1;
}

int migrate(const Config& config) {
    store::Database database(store_url(config));
    const std::vector<std::string> applied = store::migrate(database, System{});
    for (const std::string& name : applied)
        fmt::print("applied {}\n", name);
    if (applied.empty()) fmt::print("Nothing to do: the store is up to date.\n");
    return 0;
}

}  // namespace

std::vector<Command> add_admin_store(CLI::App& admin, SharedSettings settings) {
    CLI::App* store = admin.add_subcommand("store", "The tables of the store");
    store->require_subcommand(1)->fallthrough();
    CLI::App* status = store->add_subcommand("status", "Show which migrations have been applied");
    CLI::App* up = store->add_subcommand("migrate", "Apply what is missing");
    status->fallthrough();
    up->fallthrough();
    return {
        {.words = status, .run = [settings] { return print_status(settings->read_config()); }},
        {.words = up, .run = [settings] { return migrate(settings->read_config()); }},
    };
}

}  // namespace parlance::cli
