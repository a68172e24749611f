#include "connectors/import/child_process.hpp"

#include "base/error.hpp"
#include "connectors/import/wire.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace parlance::connectors::import {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t reply_bytes_max = std::size_t{8} << 20;

[[noreturn]] void failed() {
    throw Error(Failure::internal, "import_failed", "The import could not be run.");
}

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }
    [[nodiscard]] int get() const noexcept { return number_; }

private:
    int number_;
};

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) failed();
        out = Descriptor(ends[0]);
        in = Descriptor(ends[1]);
    }
    Descriptor out;
    Descriptor in;
};

constexpr std::size_t job_bytes_max = 32'768;  // less than a pipe holds

/// The child; killed and reaped when it is still there at the end.
class Child {
public:
    Child(const Pipe& job, const Pipe& reply) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        // The job first: its end may have the number that the reply gets.
        posix_spawn_file_actions_adddup2(&actions, job.out.get(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, reply.in.get(), reply_descriptor);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, reply_descriptor + 1);
        std::string name = "parlance";
        std::string argument = child_argument;
        std::array<char*, 3> words = {name.data(), argument.data(), nullptr};
        // Nothing of the server's environment (keys, passwords) goes along.
        std::array<char*, 1> environment = {nullptr};
        const int error = ::posix_spawn(
            &pid_, "/proc/self/exe", &actions, nullptr, words.data(), environment.data()
        );
        posix_spawn_file_actions_destroy(&actions);
        if (error != 0) failed();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    /// The signal that ended it; 0 when it ended by itself.
    int wait() {
        int status = 0;
        ::waitpid(std::exchange(pid_, 0), &status, 0);
        return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }

private:
    pid_t pid_ = 0;
};

void give(Descriptor& to, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::write(to.get(), text.data(), text.size());
        if (sent <= 0) break;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    to.close();
}

std::string
listen(const Descriptor& from, Clock::time_point deadline, const std::stop_token& stop) {
    std::string text;
    std::array<char, 16'384> part{};
    for (;;) {
        if (stop.stop_requested()) {
            throw Error(Failure::cancelled, "import_cancelled", "The import was stopped.");
        }
        if (Clock::now() > deadline) {
            throw Error(Failure::timeout, "import_timeout", "The import took too long.");
        }
        pollfd waiting{.fd = from.get(), .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, 50) <= 0) continue;
        const ssize_t got = ::read(from.get(), part.data(), part.size());
        if (got <= 0) return text;
        text.append(part.data(), static_cast<std::size_t>(got));
        if (text.size() > reply_bytes_max) failed();
    }
}

}  // namespace

std::string run_child(const std::string& job, std::chrono::seconds time, std::stop_token stop) {
    if (job.size() > job_bytes_max) failed();
    Pipe jobs;
    Pipe replies;
    Child child(jobs, replies);
    replies.in.close();
    // While this end is open too, a child that died early gives no SIGPIPE.
    give(jobs.in, job);
    jobs.out.close();
    std::string reply = listen(replies.out, Clock::now() + time, stop);
    const int signal = child.wait();
    if (signal == SIGXCPU || signal == SIGKILL) {
        throw Error(Failure::timeout, "import_timeout", "The import took too long.");
    }
    if (signal != 0) {
        throw Error(
            Failure::invalid,
            "file_not_recognised",
            "The file could not be read safely. It is damaged, or not what its name says."
        );
    }
    if (reply.empty()) failed();
    return reply;
}

}  // namespace parlance::connectors::import
