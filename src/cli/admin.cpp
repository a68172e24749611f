#include "cli/admin.hpp"

#include "store/earlier_rows.hpp"
#include "store/migrate.hpp"

#include <CLI/App.hpp>

namespace parlance::cli {

std::string store_url(const Config& config) {
    const std::filesystem::path file = data_folder(config) / "parlance.sqlite";
    if (std::filesystem::exists(file)) return "sqlite:" + file.string();
    throw Error(
        Failure::not_found,
        "no_store",
        "There is no store in " + data_folder(config).string() +
            ". Name the server's folder with --data."
    );
}

namespace {

store::Database& brought_up_to_date(store::Database& database) {
    store::migrate(database, System{});
    return database;
}

}  // namespace

AdminStore::AdminStore(const Config& config)
    : database(store_url(config)),
      vault(brought_up_to_date(database), store::usual_master_key_place(data_folder(config))),
      ledger(database, vault, node_name(config)) {
    store::seal_earlier_rows(database, ledger, System{});
}

Command add_admin(CLI::App& app) {
    CLI::App* words = app.add_subcommand("admin", "Look after the store, its keys and its people");
    words->require_subcommand(1);
    const auto settings = std::make_shared<const Settings>(*words);
    std::vector<Command> all;
    for (auto* add :
         {&add_admin_store,
          &add_admin_keys,
          &add_admin_user,
          &add_admin_api_key,
          &add_admin_audit,
          &add_admin_policy,
          &add_admin_import}) {
        std::vector<Command> some = add(*words, settings);
        all.insert(all.end(), some.begin(), some.end());
    }
    auto run = [all] {
        for (const Command& command : all)
            if (command.words->parsed()) return command.run();
        return 2;
    };
    return {.words = words, .run = run};
}

}  // namespace parlance::cli
