#include "base/log.hpp"
#include "cli/cli.hpp"
#include "cli/settings.hpp"
#include "serve/application.hpp"
#include "serve/operations.hpp"
#include "serve/server.hpp"

#include <boost/asio/signal_set.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <csignal>
#include <cstdio>

namespace parlance::cli {

namespace {

/// The log while the server runs.
class Logging {
public:
    explicit Logging(const Config& config) {
        const bool terminal = isatty(STDERR_FILENO) == 1;
        log::start(
            config.log_level,
            config.log_format.value_or(terminal ? log::Format::text : log::Format::json)
        );
    }
    Logging(const Logging&) = delete;
    Logging& operator=(const Logging&) = delete;
    ~Logging() { log::stop(); }
};

/// Waits for SIGTERM or SIGINT. A second one ends the process as usual.
void wait_for_signal() {
    boost::asio::io_context context;
    boost::asio::signal_set signals(context, SIGTERM, SIGINT);
    signals.async_wait([](boost::system::error_code, int) {});
    context.run();
}

int serve(const Config& config) {
    const Logging logging(config);
    std::signal(SIGPIPE, SIG_IGN);
    umask(S_IRWXG | S_IRWXO);  // what the server writes is for its own account only
    serve::Application application(config);
    serve::Server server(application.services(), serve::operations());
    server.start();
    log::info("listening", {{"url", server.url()}, {"version", PARLANCE_VERSION}});
    wait_for_signal();
    log::info("draining", {{"seconds", config.drain_s}});
    server.drain(std::chrono::seconds(config.drain_s));
    log::info("stopped");
    return 0;
}

}  // namespace

Command add_serve(CLI::App& app) {
    CLI::App* words = app.add_subcommand("serve", "Serve the web app, the API and MCP");
    auto settings = std::make_shared<Settings>(*words);
    return {.words = words, .run = [settings] { return serve(settings->read_config()); }};
}

}  // namespace parlance::cli
