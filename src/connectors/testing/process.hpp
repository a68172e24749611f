#pragma once

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace parlance::connectors::testing {

/// A program that a test starts: as user `as` when given (and we are root), its output into `log`,
/// ended together with the test.
class Process {
public:
    Process(const std::vector<std::string>& words, const std::string& log, const char* as) {
        std::vector<char*> arguments;
        for (const std::string& word : words)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        const passwd* user = as != nullptr && ::geteuid() == 0 ? ::getpwnam(as) : nullptr;
        pid_ = ::fork();
        if (pid_ < 0) throw std::runtime_error("fork failed");
        if (pid_ > 0) return;
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
        ::dup2(out, 1);
        ::dup2(out, 2);
        const bool same =
            user == nullptr || (::initgroups(user->pw_name, user->pw_gid) == 0 &&
                                ::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (same) ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() {
        if (pid_ <= 0) return;
        signal(SIGKILL);
        wait();
    }

    void signal(int number) const { ::kill(pid_, number); }
    /// Its exit code.
    int wait() {
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t pid_ = 0;
};

}  // namespace parlance::connectors::testing
