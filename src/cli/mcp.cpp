#include "base/error.hpp"
#include "base/log.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"
#include "cli/mcp_bridge.hpp"
#include "serve/embedded.hpp"
#include "serve/mcp/lines.hpp"
#include "serve/operations.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <span>
#include <stdexcept>

namespace parlance::cli {

namespace {

using namespace std::chrono_literals;

/// Answers that take longer after the end of the input come too late.
constexpr auto grace = 2s;
constexpr auto pause = 5ms;

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

/// Ends the waiting of the thread that reads standard input.
class Waker {
public:
    Waker() {
        if (pipe2(ends_.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
    }
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;
    ~Waker() {
        close(ends_[0]);
        close(ends_[1]);
    }

    void wake() const { (void)!write(ends_[1], "x", 1); }
    /// The next bytes of standard input; nothing at its end, or when woken.
    [[nodiscard]] std::string_view read_input(std::span<char> room) const {
        std::array<pollfd, 2> waited{{{STDIN_FILENO, POLLIN, 0}, {ends_[0], POLLIN, 0}}};
        while (poll(waited.data(), waited.size(), -1) < 0 && errno == EINTR) {
        }
        if (waited[1].revents != 0) return {};
        const ssize_t count = read(STDIN_FILENO, room.data(), room.size());
        return {room.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }

private:
    std::array<int, 2> ends_{};
};

/// Takes whole lines out of pieces of text.
template <class Take>
void cut_lines(std::string& held, std::string_view piece, const Take& take) {
    held += piece;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = held.find('\n', begin)) != held.npos; begin = end + 1)
        take(held.substr(begin, end - begin));
    held.erase(0, begin);
}

/// Lets what was asked for be answered, for a while.
template <class Served>
Task<void> finish(Served& served, boost::asio::signal_set& signals) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    const auto until = std::chrono::steady_clock::now() + grace;
    while (!served.idle() && std::chrono::steady_clock::now() < until) {
        timer.expires_after(pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    served.stop();
    signals.cancel();
}

/// Reads standard input on a thread of its own and hands each line to the context's thread, until
/// it ends, or a signal says so.
template <class Served>
void serve_lines(boost::asio::io_context& context, Served& served) {
    std::signal(SIGPIPE, SIG_IGN);
    const Waker waker;
    boost::asio::signal_set signals(context, SIGTERM, SIGINT, SIGHUP);
    signals.async_wait([&](boost::system::error_code failed, int) {
        if (failed) return;
        served.stop();
        waker.wake();
    });
    const auto post_line = [&](std::string line) {
        boost::asio::post(context, [&served, line = std::move(line)]() mutable {
            served.take(std::move(line));
        });
    };
    const BigThread reader("stdin", [&] {
        std::array<char, 65536> room{};
        std::string held;
        for (;;) {
            const std::string_view piece = waker.read_input(room);
            if (piece.empty()) break;
            cut_lines(held, piece, post_line);
        }
        if (!held.empty()) post_line(std::move(held));
        boost::asio::post(context, [&] {
            served.end();
            boost::asio::co_spawn(context, finish(served, signals), boost::asio::detached);
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
    serve_lines(context, lines);
    return 0;
}

int serve_bridge(const Options& options) {
    boost::asio::io_context context(1);
    McpBridge bridge(options.url, options.api_key, context, write_line);
    serve_lines(context, bridge);
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
