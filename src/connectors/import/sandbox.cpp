#include "connectors/import/sandbox.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace parlance::connectors::import {

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool limits_address_space = false;  // the sanitizers reserve terabytes
#else
constexpr bool limits_address_space = true;
#endif
#else
constexpr bool limits_address_space = true;
#endif

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void limit(int resource, std::int64_t most) {
    const rlimit value{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
    if (::setrlimit(static_cast<__rlimit_resource>(resource), &value) != 0) fail("setrlimit");
}

void set_limits(const Job& job) {
    constexpr std::int64_t mapped = std::int64_t{3} << 30;  // libraries, stacks, allocator reserves
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, job.time_s * job.threads);
    limit(RLIMIT_FSIZE, job.output_bytes_max);
    limit(RLIMIT_NOFILE, 64);
    if (limits_address_space) limit(RLIMIT_AS, 2 * job.memory_bytes + mapped);
    ::signal(SIGXFSZ, SIG_IGN);  // the write fails instead, and is reported
}

/// One Landlock rule: what may be done beneath `path`.
void allow_path(int rules, const std::string& path, std::uint64_t access) {
    const int place = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (place < 0) return;
    const landlock_path_beneath_attr rule{.allowed_access = access, .parent_fd = place};
    const long added =
        ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    ::close(place);
    if (added != 0) fail("landlock_add_rule");
}

/// Second to DuckDB's own `allowed_paths`. Absent on old kernels; the rest holds there too.
void close_files(const Job& job) {
    constexpr std::uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE;
    constexpr std::uint64_t write = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                                    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const landlock_ruleset_attr handled{
        .handled_access_fs = read | write | LANDLOCK_ACCESS_FS_EXECUTE |
                             LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                             LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                             LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                             LANDLOCK_ACCESS_FS_MAKE_CHAR,
    };
    const long rules = ::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0) return;
    const int set = static_cast<int>(rules);
    allow_path(set, job.path, read);
    allow_path(set, std::filesystem::path(job.target).parent_path(), read | write);
    for (const char* place : {"/proc", "/sys", "/etc", "/usr/share", "/usr/lib"})
        allow_path(set, place, read);
    const long closed = ::syscall(SYS_landlock_restrict_self, set, 0);
    ::close(set);
    if (closed != 0) fail("landlock_restrict_self");
}

// What glibc, DuckDB, SQLite and the sanitizers use to read and write files, to wait and to have
// threads.
constexpr std::array allowed_calls = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(preadv),
    SCMP_SYS(pwritev),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(lseek),
    SCMP_SYS(fcntl),
    SCMP_SYS(flock),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(fadvise64),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(dup),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(mincore),
    SCMP_SYS(brk),
    SCMP_SYS(membarrier),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(get_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getrandom),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(times),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(getcpu),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(poll),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(tgkill),
};

struct Release {
    void operator()(void* filter) const noexcept { seccomp_release(filter); }
};

void close_calls() {
    const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
    if (!filter) fail("seccomp_init");
    int bad = 0;
    for (const int call : allowed_calls)
        bad |= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    // Threads, but no processes. clone3 hides its flags in memory; glibc then takes clone.
    const auto argument = [](unsigned index, std::uint64_t mask, std::uint64_t value) {
        return scmp_arg_cmp{index, SCMP_CMP_MASKED_EQ, mask, value};
    };
    const auto allow = [&](int call, const std::vector<scmp_arg_cmp>& when) {
        const auto count = static_cast<unsigned>(when.size());
        return seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, count, when.data());
    };
    constexpr std::uint64_t all_bits = ~std::uint64_t{0};
    bad |= allow(SCMP_SYS(clone), {argument(0, CLONE_THREAD, CLONE_THREAD)});
    bad |= seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    // Reading the own limits; setting them, or those of others, does not work.
    bad |= allow(SCMP_SYS(prlimit64), {argument(0, all_bits, 0), argument(2, all_bits, 0)});
    bad |= allow(SCMP_SYS(prctl), {argument(0, all_bits, PR_SET_NAME)});
    if (bad != 0 || seccomp_load(filter.get()) != 0) fail("seccomp");
}

}  // namespace

void enter_sandbox(const Job& job) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("no_new_privs");
    ::prctl(PR_SET_DUMPABLE, 0);
    set_limits(job);
    close_files(job);
    close_calls();
}

}  // namespace parlance::connectors::import
