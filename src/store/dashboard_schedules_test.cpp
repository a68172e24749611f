#include "store/dashboard_schedules.hpp"

#include "store/dashboard_shares.hpp"
#include "store/dashboards.hpp"
#include "store/testing.hpp"

#include <fstream>

namespace parlance::store {
namespace {

using namespace std::chrono_literals;

class DashboardSchedulesTest : public StoreTest {
protected:
    DashboardSchedulesTest() {
        board = write([&](Writer& writer) {
            return add_dashboard(writer, ledger(), ada, {"Sales", ""}, {});
        });
        ScheduleContent content{.rhythm = {}, .door = "webhook", .url = "https://example.org/in"};
        content.secret = "secret-of-a-webhook";
        id = write([&](Writer& writer) {
            return add_dashboard_schedule(writer, ledger(), ada, board, content, now);
        });
    }

    bool claim(const char* name, Instant at) {
        return write([&](Writer& writer) {
            return claim_schedule(writer, System{}, id, name, at, at + 10min);
        });
    }
    std::size_t due(Instant at) {
        return read([&](Reader& reader) { return due_schedules(reader, System{}, at).size(); });
    }
    void end(const char* claim, const RunEnd& end) {
        write([&](Writer& writer) { end_schedule_run(writer, System{}, id, claim, now, end); });
    }
    DashboardSchedule held() {
        return read([&](Reader& reader) {
            return dashboard_schedule(reader, ledger(), ada, board, id);
        });
    }

    const Instant now = system_now();
    std::string board;
    std::string id;
};

TEST_F(DashboardSchedulesTest, OneOfSeveralSendsIt) {
    EXPECT_EQ(due(now - 1s), 0);
    EXPECT_EQ(due(now), 1);
    EXPECT_TRUE(claim("a", now));
    EXPECT_FALSE(claim("b", now));
    EXPECT_EQ(due(now), 0);
    // What ends late, after somebody else took over, changes nothing.
    EXPECT_TRUE(claim("b", now + 11min));
    end("a", {"sent", {}, 0, now + 24h});
    EXPECT_FALSE(held().last_outcome);
    end("b", {"sent", {}, 0, now + 24h});
    EXPECT_EQ(held().last_outcome, "sent");
    EXPECT_FALSE(claim("c", now + 1h));
}

TEST_F(DashboardSchedulesTest, FailuresTurnItOffUntilItIsChanged) {
    ASSERT_TRUE(claim("a", now));
    end("a", {"failed", "The receiver cannot be reached.", 5, std::nullopt});
    EXPECT_FALSE(held().enabled);
    EXPECT_EQ(due(now + 24h), 0);
    const auto stopped = [&](Reader& reader) { return stopped_schedules(reader, ada, board); };
    EXPECT_EQ(read(stopped), 1);
    const DashboardSchedule before = held();
    write([&](Writer& writer) {
        change_dashboard_schedule(writer, ledger(), ada, before, 1, before.content, now);
    });
    EXPECT_TRUE(held().enabled);
    EXPECT_EQ(held().failures, 0);
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            change_dashboard_schedule(writer, ledger(), ada, before, 1, before.content, now);
        }),
        "schedule_changed"
    );
    EXPECT_EQ(read(stopped), 0);
}

TEST_F(DashboardSchedulesTest, TheFilesHoldNeitherPlaceNorSecret) {
    database.flush();
    for (const char* end : {"", "-wal"}) {
        std::ifstream file(folder.path() / (std::string("store.db") + end));
        const std::string all(std::istreambuf_iterator<char>(file), {});
        for (const char* secret : {"secret-of-a-webhook", "example.org/in"})
            EXPECT_EQ(all.find(secret), std::string::npos) << secret;
    }
}

TEST_F(DashboardSchedulesTest, AnotherTenantsDoesNotExist) {
    const auto fails = [&](auto work) { return write_fails(work); };
    EXPECT_EQ(
        fails([&](Writer& w) { (void)dashboard_schedule(w, ledger(), eve, board, id); }),
        "dashboard_not_found"
    );
    EXPECT_EQ(
        fails([&](Writer& w) { remove_dashboard_schedule(w, eve, board, id); }),
        "dashboard_not_found"
    );
    EXPECT_EQ(
        fails([&](Writer& w) { (void)dashboard_shares(w, eve, board); }), "dashboard_not_found"
    );
}

TEST_F(DashboardSchedulesTest, ALinkWorksUntilItEnds) {
    DashboardShare share{.id = new_id(), .dashboard_id = board, .token_hash = "h", .hint = "prls_"};
    share.created_at = now;
    share.expires_at = now + 24h;
    write([&](Writer& writer) { add_dashboard_share(writer, ada, share); });
    const auto live = [&](Instant at) {
        return read([&](Reader& reader) {
            return live_share(reader, System{}, "h", at).has_value();
        });
    };
    EXPECT_TRUE(live(now));
    EXPECT_FALSE(live(now + 24h));
    write([&](Writer& writer) { (void)revoke_dashboard_share(writer, ada, board, share.id); });
    EXPECT_FALSE(live(now));
    EXPECT_EQ(
        write_fails([&](Writer& w) { (void)revoke_dashboard_share(w, ada, board, share.id); }),
        "share_not_found"
    );
}

}  // namespace
}  // namespace parlance::store
