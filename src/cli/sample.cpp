#include "catalog/sample_shop.hpp"
#include "cli/cli.hpp"

#include <CLI/App.hpp>
#include <cstdio>
#include <memory>

namespace parlance::cli {

Command add_sample(CLI::App& app) {
    CLI::App* words = app.add_subcommand("sample", "Write the sample shop to a SQLite file");
    auto file = std::make_shared<std::string>("shop.sqlite");
    words->add_option("file", *file, "The file; an older one is replaced")->capture_default_str();
    auto run = [file] {
        const auto now = std::chrono::system_clock::now();
        catalog::write_sample_shop(*file, std::chrono::floor<std::chrono::days>(now));
        fmt::print(
            "{0} is a shop to ask, such as:\n"
            "  parlance ask \"how many orders per status\" --source sqlite:{0}\n",
            *file
        );
        return 0;
    };
    return {.words = words, .run = run};
}

}  // namespace parlance::cli
