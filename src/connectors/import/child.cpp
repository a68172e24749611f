#include "base/json.hpp"
#include "connectors/import/sandbox.hpp"
#include "connectors/import/wire.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace parlance::connectors {

namespace {

std::string all_of(int descriptor) {
    std::string text;
    std::array<char, 4096> part{};
    for (;;) {
        const ssize_t got = ::read(descriptor, part.data(), part.size());
        if (got <= 0) return text;
        text.append(part.data(), static_cast<std::size_t>(got));
    }
}

void send(std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::write(import::reply_descriptor, text.data(), text.size());
        if (sent <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

}  // namespace

bool is_import_child(int argc, char** argv) {
    return argc == 2 && std::string_view(argv[1]) == import::child_argument;
}

int import_child() {
    import::Reply reply;
    try {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const auto job = json::read<import::Job>(all_of(STDIN_FILENO));
        import::enter_sandbox(job);
        reply = import::load(job);
    } catch (const std::exception&) {
        reply = {.code = "import_failed", .message = "The import could not be started."};
    }
    send(json::to_text(reply));
    // Without destructors: nothing that a hostile file left in memory runs any more.
    ::_exit(0);
}

}  // namespace parlance::connectors
