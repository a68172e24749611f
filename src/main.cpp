#include "cli/cli.hpp"
#include "connectors/import.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <array>

namespace {

/// Wrong words on the command line, as most programs report them.
constexpr int usage_error = 2;

}  // namespace

int main(int count, char** words) {
    if (parlance::connectors::is_import_child(count, words)) {
        return parlance::connectors::import_child();
    }
    CLI::App app("Ask your databases in plain language, safely.", "parlance");
    app.require_subcommand(1);
    const std::array commands{
        parlance::cli::add_serve(app),
        parlance::cli::add_ask(app),
        parlance::cli::add_context(app),
        parlance::cli::add_sql(app),
        parlance::cli::add_guard(app),
        parlance::cli::add_eval(app),
        parlance::cli::add_chart(app),
        parlance::cli::add_sample(app),
        parlance::cli::add_admin(app),
        parlance::cli::add_openapi(app),
        parlance::cli::add_mcp(app),
        parlance::cli::add_replay(app),
        parlance::cli::add_version(app),
    };
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : usage_error;
    }
    for (const parlance::cli::Command& command : commands) {
        if (command.words->parsed()) return parlance::cli::run(command);
    }
    return usage_error;
}
