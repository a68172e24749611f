#pragma once

#include <functional>

namespace CLI {
class App;
}

/// The command line. Each sub-command stands in its own file and is one function here: it adds the
/// sub-command with its options to `app` and says what to do when a person chose it.
namespace parlance::cli {

struct Command {
    CLI::App* words;           ///< owned by the application it was added to
    std::function<int()> run;  ///< returns the exit code; may throw `Error`
};

[[nodiscard]] Command add_serve(CLI::App& app);
[[nodiscard]] Command add_ask(CLI::App& app);
[[nodiscard]] Command add_context(CLI::App& app);
[[nodiscard]] Command add_sql(CLI::App& app);
[[nodiscard]] Command add_guard(CLI::App& app);
[[nodiscard]] Command add_eval(CLI::App& app);
[[nodiscard]] Command add_chart(CLI::App& app);
[[nodiscard]] Command add_admin(CLI::App& app);
[[nodiscard]] Command add_openapi(CLI::App& app);
[[nodiscard]] Command add_sample(CLI::App& app);
[[nodiscard]] Command add_mcp(CLI::App& app);
[[nodiscard]] Command add_replay(CLI::App& app);
[[nodiscard]] Command add_version(CLI::App& app);

/// Runs the command on a thread with the large stack. A failure becomes one line on standard error
/// and an exit code: 2 the input is wrong, 3 refused or not allowed, 4 a database failed or took
/// too long, 1 anything else.
[[nodiscard]] int run(const Command& command);

}  // namespace parlance::cli
