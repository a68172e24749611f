#include "base/error.hpp"
#include "base/log.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"
#include "cli/mcp_bridge.hpp"
#include "serve/embedded.hpp"
#include "serve/mcp/lines.hpp"
#include "serve/operations.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <unistd.h>

#include <CLI/App.hpp>
#include <cstdio>
#include <iostream>

namespace parlance::cli {

namespace {

struct Options {
    std::string source;
    std::string knowledge;
    std::string url;
    std::string api_key;
};

/// One line to standard output, at once. Standard output carries the protocol and nothing else.
void write_line(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

/// Reads standard input on a thread of its own and hands each line to the context's thread, until
/// it ends.
template <class Take, class End>
void serve_lines(boost::asio::io_context& context, Take take, End end) {
    auto work = boost::asio::make_work_guard(context);
    const BigThread reader("stdin", [&] {
        std::string line;
        while (std::getline(std::cin, line))
            boost::asio::post(context, [&take, line = std::move(line)]() mutable {
                take(std::move(line));
            });
        boost::asio::post(context, [&] {
            end();
            work.reset();
        });
    });
    context.run();
}

int serve_local(const Options& options) {
    LocalSource source;
    serve::Embedded embedded(source.open(options.source, {}, options.knowledge));
    serve::mcp::Server server(embedded.services(), serve::operations());
    boost::asio::io_context context(1);
    serve::mcp::Lines lines(server, embedded.who(), context, write_line);
    serve_lines(
        context, [&](std::string line) { lines.take(std::move(line)); }, [&] { lines.end(); }
    );
    return 0;
}

int serve_bridge(const Options& options) {
    boost::asio::io_context context(1);
    McpBridge bridge(options.url, options.api_key, context, write_line);
    serve_lines(
        context, [&](std::string line) { bridge.take(std::move(line)); }, [&] { bridge.end(); }
    );
    return 0;
}

int run_mcp(const Options& options) {
    if (options.source.empty() == options.url.empty())
        throw Error(Failure::invalid, "source_or_url", "Give either --source or --url, not both.");
    return options.url.empty() ? serve_local(options) : serve_bridge(options);
}

}  // namespace

Command add_mcp(CLI::App& app) {
    CLI::App* words = app.add_subcommand(
        "mcp", "Speak the Model Context Protocol over standard input and output"
    );
    auto options = std::make_shared<Options>();
    LocalSource::add_option(*words, options->source)->required(false);
    LocalSource::add_knowledge_option(*words, options->knowledge);
    words->add_option("--url", options->url, "Instead of a source: the server to speak to");
    words
        ->add_option(
            "--api-key",
            options->api_key,
            "The key for --url; better as a variable, for others may see the command line"
        )
        ->envname("PARLANCE_API_KEY");
    return {.words = words, .run = [options] { return run_mcp(*options); }};
}

}  // namespace parlance::cli
