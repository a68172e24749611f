#include "cli/admin.hpp"
#include "cli/admin_import.hpp"

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <fstream>

namespace parlance::cli {

namespace {

void print_counts(const char* what, const ImportCounts& counts) {
    fmt::print(
        "{}: {} users, {} connections, {} query logs, {} saved queries\n",
        what,
        counts.users,
        counts.connections,
        counts.query_logs,
        counts.saved_queries
    );
}

struct Wanted {
    std::string tenant;
    std::string file;
    bool dry_run = false;
};

int run_import(const Config& config, const Wanted& wanted) {
    std::ifstream in(wanted.file);
    const ImportFile file = read_import(in);
    AdminStore home(config);
    const Imported done = import_into(
        home.database, home.vault, home.ledger, System{}, wanted.tenant, file, wanted.dry_run
    );
    print_counts(wanted.dry_run ? "would import" : "imported", done.fresh);
    print_counts("here already", done.known);
    if (wanted.dry_run || done.invited.empty()) return 0;
    fmt::print("\nThese people choose a password by registering with their name and code:\n");
    for (const auth::Account& account : done.invited)
        fmt::print("{}\t{}\n", account.username, account.code->code);
    return 0;
}

}  // namespace

std::vector<Command> add_admin_import(CLI::App& admin, SharedSettings settings) {
    auto wanted = std::make_shared<Wanted>();
    CLI::App* words = admin.add_subcommand(
        "import", "Bring users, connections and queries of an earlier product into a tenant"
    );
    words->fallthrough();
    words->add_option("--tenant", wanted->tenant, "The tenant, by name or id")->required();
    words->add_option("file", wanted->file, "A JSONL file as docs/import.md describes it")
        ->required()
        ->check(CLI::ExistingFile);
    words->add_flag("--dry-run", wanted->dry_run, "Only say what would be done");
    return {{.words = words, .run = [=] { return run_import(settings->read_config(), *wanted); }}};
}

}  // namespace parlance::cli
