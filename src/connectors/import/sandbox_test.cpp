#include "connectors/import/sandbox.hpp"

#include "base/testing/temporary_folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <thread>

namespace parlance::connectors::import {
namespace {

class Sandbox : public ::testing::Test {
protected:
    /// What `work` returns inside the sandbox, in a process of its own.
    int inside(const std::function<int()>& work) {
        Job job;
        job.path = folder.file("in/input.csv", "x\n1\n");
        job.target = folder.file("out/target", "");
        job.output_bytes_max = 1 << 20;
        job.memory_bytes = 64 << 20;
        job.time_s = 10;
        const pid_t child = ::fork();
        if (child == 0) {
            enter_sandbox(job);
            ::_exit(work());
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    }

    TemporaryFolder folder;
};

int error_of(long result) {
    return result < 0 ? errno : 0;
}

TEST_F(Sandbox, ReadsItsFileWritesItsFolderAndHasThreads) {
    const auto work = [&] {
        const int in = ::open(folder.at("in/input.csv").c_str(), O_RDONLY);
        const int out = ::open(folder.at("out/new").c_str(), O_RDWR | O_CREAT, 0600);
        bool ran = false;
        std::thread([&] { ran = true; }).join();
        return in >= 0 && out >= 0 && ::write(out, "x", 1) == 1 && ran ? 0 : 1;
    };
    EXPECT_EQ(inside(work), 0);
}

TEST_F(Sandbox, HasNoNetworkNoProgramsNoProcesses) {
    EXPECT_EQ(inside([] { return error_of(::socket(AF_INET, SOCK_STREAM, 0)); }), EPERM);
    EXPECT_EQ(inside([] { return error_of(::socket(AF_UNIX, SOCK_STREAM, 0)); }), EPERM);
    EXPECT_EQ(inside([] { return error_of(::execl("/bin/true", "true", nullptr)); }), EPERM);
    EXPECT_EQ(
        inside([] { return error_of(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }), EPERM
    );
    EXPECT_EQ(inside([] { return error_of(::kill(::getppid(), 0)); }), EPERM);
    const auto fork = [] {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(0);
        return error_of(child);
    };
    EXPECT_EQ(inside(fork), EPERM);
}

TEST_F(Sandbox, OpensNoOtherFiles) {
    const std::string secret = folder.file("secret.txt", "key");
    const auto look = [&] { return error_of(::open(secret.c_str(), O_RDONLY)); };
    EXPECT_EQ(inside(look), EACCES);
    const auto write = [&] {
        return error_of(::open(folder.at("in/input.csv").c_str(), O_WRONLY));
    };
    EXPECT_EQ(inside(write), EACCES);
    const auto link = [&] {
        return error_of(::symlink("/etc/passwd", folder.at("out/l").c_str()));
    };
    EXPECT_EQ(inside(link), EPERM);
}

TEST_F(Sandbox, WritesNoMoreThanItMay) {
    const auto write = [&] {
        const int out = ::open(folder.at("out/new").c_str(), O_RDWR | O_CREAT, 0600);
        return error_of(::pwrite(out, "x", 1, 2 << 20));
    };
    EXPECT_EQ(inside(write), EFBIG);
}

}  // namespace
}  // namespace parlance::connectors::import
