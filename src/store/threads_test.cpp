#include "store/threads.hpp"

#include "base/ids.hpp"
#include "store/history.hpp"
#include "store/query_feedback.hpp"
#include "store/shared_queries.hpp"
#include "store/testing.hpp"

namespace parlance::store {
namespace {

class ThreadsTest : public StoreTest {
protected:
    Thread kept(const Principal& who, const std::string& title, const std::string& id = "") {
        return write([&](Writer& writer) { return keep_thread(writer, ledger(), who, id, title); });
    }
    std::vector<std::string> titles(const Principal& who, std::string_view text = {}) {
        std::vector<std::string> all;
        read([&](Reader& reader) {
            for (const Thread& each : threads(reader, ledger(), who, {}, text).items)
                all.push_back(each.title);
        });
        return all;
    }
    void ask(const Principal& who, const std::string& thread, const std::string& id, Instant at) {
        write([&](Writer& writer) {
            open_question(writer, ledger(), who, thread, {id, "shop", "how many?", at});
        });
    }
    void end(const Principal& who, const std::string& thread, const std::string& id) {
        HistoryEntry entry{.id = id, .conversation_id = thread, .connection_id = "shop"};
        entry.kind = "ask";
        entry.outcome = "answered";
        entry.created_at = system_now();
        write([&](Writer& writer) { record_query(writer, ledger(), who, entry); });
    }
    std::size_t open_in(const Principal& who, const std::string& thread) {
        return database.read([&](Reader& reader) {
            return open_questions(reader, ledger(), who, thread).size();
        });
    }
    Principal colleague() {
        Principal other = ada;
        other.user_id = new_id();
        return other;
    }
};

TEST_F(ThreadsTest, TheOneLastAskedInComesFirstAndTitlesAreSearched) {
    const Thread first = kept(ada, "Orders");
    kept(ada, "Customers");
    ask(ada, first.id, new_id(), system_now() + std::chrono::seconds(1));
    EXPECT_EQ(titles(ada), (std::vector<std::string>{"Orders", "Customers"}));
    EXPECT_EQ(titles(ada, "cust"), std::vector<std::string>{"Customers"});
}

TEST_F(ThreadsTest, AThreadIsItsOwnersAlone) {
    const Thread mine = kept(ada, "Orders");
    for (const Principal& other : {eve, colleague()}) {
        EXPECT_TRUE(titles(other).empty());
        EXPECT_EQ(
            write_fails([&](Writer& writer) {
                rename_thread(writer, ledger(), other, mine.id, "Mine");
            }),
            "thread_not_found"
        );
        EXPECT_EQ(
            write_fails([&](Writer& writer) { remove_thread(writer, other, mine.id); }),
            "thread_not_found"
        );
        // The same id of somebody else is another thread.
        kept(other, "Theirs", mine.id);
    }
    EXPECT_EQ(titles(ada), std::vector<std::string>{"Orders"});
}

TEST_F(ThreadsTest, ADeletedThreadComesBackUnderItsId) {
    const Thread mine = kept(ada, "Orders");
    write([&](Writer& writer) { remove_thread(writer, ada, mine.id); });
    EXPECT_TRUE(titles(ada).empty());
    EXPECT_EQ(kept(ada, "Orders", mine.id).id, mine.id);
    EXPECT_EQ(kept(ada, "Better name", mine.id).title, "Better name");
    EXPECT_EQ(titles(ada).size(), 1);
}

TEST_F(ThreadsTest, AQuestionIsOpenUntilItIsHistory) {
    const Thread mine = kept(ada, "Orders");
    const std::string id = new_id();
    ask(ada, mine.id, id, system_now());
    EXPECT_EQ(open_in(ada, mine.id), 1);
    EXPECT_EQ(open_in(eve, mine.id), 0);
    end(ada, mine.id, id);
    EXPECT_EQ(open_in(ada, mine.id), 0);
}

TEST_F(ThreadsTest, OnlyWhatIsSharedIsSeenByColleagues) {
    const std::string id = new_id();
    end(ada, "talk", id);
    const auto seen_by = [&](const Principal& who) {
        return database.read([&](Reader& reader) {
            try {
                return own_or_shared_query(reader, ledger(), who, id).id == id;
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), "query_not_found");
                return false;
            }
        });
    };
    EXPECT_TRUE(seen_by(ada));
    EXPECT_FALSE(seen_by(colleague()));
    write([&](Writer& writer) { share_query(writer, ledger(), ada, id); });
    EXPECT_TRUE(seen_by(colleague()));
    EXPECT_FALSE(seen_by(eve));
    EXPECT_EQ(
        write_fails([&](Writer& writer) { share_query(writer, ledger(), colleague(), id); }),
        "query_not_found"
    );
    write([&](Writer& writer) { unshare_query(writer, ada, id); });
    EXPECT_FALSE(seen_by(colleague()));
}

TEST_F(ThreadsTest, FeedbackIsReplacedAndStaysInTheTenant) {
    const std::string id = new_id();
    end(ada, "talk", id);
    const auto say = [&](const std::string& verdict) {
        write([&](Writer& writer) {
            give_feedback(writer, ledger(), ada, id, {verdict, {"too_slow"}, "100% late"});
        });
    };
    say("good");
    say("bad");
    read([&](Reader& reader) {
        const auto page = feedback_of_tenant(reader, ledger(), ada, {}, "");
        ASSERT_EQ(page.items.size(), 1);
        EXPECT_EQ(page.items[0].verdict, "bad");
        EXPECT_EQ(page.items[0].comment, "100% late");
        EXPECT_TRUE(feedback_of_tenant(reader, ledger(), ada, {}, "good").items.empty());
        EXPECT_TRUE(feedback_of_tenant(reader, ledger(), eve, {}, "").items.empty());
        EXPECT_FALSE(feedback_on(reader, ledger(), colleague(), id));
    });
}

}  // namespace
}  // namespace parlance::store
