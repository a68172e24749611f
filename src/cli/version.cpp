#include "cli/cli.hpp"

#include <CLI/App.hpp>
#include <cstdio>

namespace parlance::cli {

Command add_version(CLI::App& app) {
    CLI::App* words = app.add_subcommand("version", "Print the version");
    auto run = [] {
        fmt::print("parlance {}\n", PARLANCE_VERSION);
        return 0;
    };
    return {.words = words, .run = run};
}

}  // namespace parlance::cli
