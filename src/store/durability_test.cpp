#include "store/audit.hpp"
#include "store/audit_verify.hpp"
#include "store/testing.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>
#include <thread>

namespace parlance::store {
namespace {

/// Writes audit entries from four threads for ever, and tells the number of each one only after the
/// store has acknowledged it.
[[noreturn]] void write_until_killed(
    const std::string& url,
    const MasterKeyPlace& place,
    const Principal& who,
    int told
) {
    Database database(url);
    Vault vault(database, place);
    Ledger ledger(database, vault, "child");
    std::vector<std::thread> writers;
    for (int thread = 0; thread < 4; ++thread) {
        writers.emplace_back([&, thread] {
            for (std::int64_t count = 0;; ++count) {
                const std::int64_t number = thread * 1'000'000 + count;
                AuditEntry entry{.door = "cli", .action = "test", .outcome = "done"};
                entry.row_count = number;
                database.write([&](Writer& writer) { append_audit(writer, ledger, who, entry); });
                if (::write(told, &number, sizeof(number)) != sizeof(number)) ::_exit(1);
            }
        });
    }
    for (std::thread& writer : writers)
        writer.join();
    ::_exit(0);
}

using DurabilityTest = StoreTest;

TEST_F(DurabilityTest, AKilledProcessLosesNoAcknowledgedWrite) {
    std::set<std::int64_t> acknowledged;
    for (int round = 0; round < 3; ++round) {
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) write_until_killed(url, place, ada, pipe[1]);
        ::close(pipe[1]);
        std::int64_t number = 0;
        for (int heard = 0; heard < 500; ++heard) {
            ASSERT_EQ(::read(pipe[0], &number, sizeof(number)), sizeof(number));
            acknowledged.insert(number);
        }
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &number, sizeof(number)) == sizeof(number))
            acknowledged.insert(number);
        ::close(pipe[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
    }
    std::set<std::int64_t> kept;
    read([&](Reader& reader) {
        for (const Row& row : reader.rows("SELECT row_count FROM audit_log"))
            kept.insert(row.integer("row_count"));
        EXPECT_EQ(reader.row("PRAGMA integrity_check")->text("integrity_check"), "ok");
    });
    std::vector<std::int64_t> lost;
    std::ranges::set_difference(acknowledged, kept, std::back_inserter(lost));
    EXPECT_TRUE(lost.empty()) << lost.size() << " of " << acknowledged.size();
    for (const ChainReport& chain : verify_audit(database, ledger(), System{}, ada.tenant_id))
        EXPECT_FALSE(chain.broken) << chain.broken->kind << " at " << chain.broken->sequence;
}

}  // namespace
}  // namespace parlance::store
