#include "store/retention.hpp"

#include "store/history.hpp"
#include "store/invitations.hpp"
#include "store/query_cache.hpp"
#include "store/testing.hpp"
#include "store/transcripts.hpp"

namespace parlance::store {
namespace {

using std::chrono::days;

class RetentionTest : public StoreTest {
protected:
    void ask(const std::string& question, const Principal& who, Instant at) {
        HistoryEntry entry{.id = new_id(), .connection_id = "conn", .kind = "ask"};
        entry.question = question;
        entry.outcome = "answered";
        entry.created_at = at;
        write([&](Writer& writer) { record_query(writer, ledger(), who, entry); });
    }
    void invite(const std::string& hash, Instant expires) {
        write([&](Writer& writer) {
            create_invitation(
                writer, ada, {.code_hash = hash, .role = "viewer", .expires_at = expires}
            );
        });
    }
    void remember(const std::string& key, Instant expires) {
        write([&](Writer& writer) {
            keep_result(writer, ledger(), ada, {key, "conn", "rows", now_, expires});
        });
    }
    std::string transcribe(const Principal& who, Instant at) {
        std::string id = new_id();
        write([&](Writer& writer) {
            keep_transcript(writer, ledger(), who, id, "[]");
            writer.run(
                "UPDATE transcripts SET created_at = :at WHERE query_id = :id",
                {{"at", at}, {"id", id}}
            );
        });
        return id;
    }
    std::vector<std::string> questions(const Principal& who) {
        const auto page = database.read([&](Reader& reader) {
            return history(reader, ledger(), who, {.limit = 200});
        });
        std::vector<std::string> all;
        for (const HistoryEntry& each : page.items)
            all.push_back(each.question.value_or(""));
        return all;
    }

    Instant now_ = system_now();
};

TEST_F(RetentionTest, ForgetsOldHistoryOfEveryTenant) {
    ask("old", ada, now_ - days(366));
    ask("new", ada, now_ - days(364));
    ask("theirs, old", eve, now_ - days(800));
    ask("theirs, new", eve, now_);
    const Forgotten gone = forget_old(database, System{}, {}, now_);
    EXPECT_EQ(gone.history, 2);
    EXPECT_EQ(questions(ada), std::vector<std::string>{"new"});
    EXPECT_EQ(questions(eve), std::vector<std::string>{"theirs, new"});
    EXPECT_EQ(forget_old(database, System{}, {}, now_).history, 0);
}

TEST_F(RetentionTest, ForgetsTranscriptsWithTheHistory) {
    const std::string old = transcribe(ada, now_ - days(366));
    const std::string fresh = transcribe(ada, now_ - days(364));
    transcribe(eve, now_ - days(800));
    EXPECT_EQ(forget_old(database, System{}, {.history = days(0)}, now_).transcripts, 0);
    EXPECT_EQ(forget_old(database, System{}, {}, now_).transcripts, 2);
    read([&](Reader& reader) { EXPECT_EQ(transcript(reader, ledger(), ada, fresh), "[]"); });
    const auto gone = read_fails([&](Reader& reader) {
        static_cast<void>(transcript(reader, ledger(), ada, old));
    });
    EXPECT_EQ(gone, "transcript_not_found");
}

TEST_F(RetentionTest, TakesManyInPortions) {
    write([&](Writer& writer) {
        HistoryEntry entry{.connection_id = "conn", .kind = "sql", .outcome = "answered"};
        entry.created_at = now_ - days(400);
        for (int each = 0; each < 1100; ++each) {
            entry.id = new_id();
            record_query(writer, ledger(), ada, entry);
        }
    });
    EXPECT_EQ(forget_old(database, System{}, {}, now_).history, 1100);
}

TEST_F(RetentionTest, KeepsAllHistoryWhenToldSo) {
    ask("ancient", ada, now_ - days(5000));
    EXPECT_EQ(forget_old(database, System{}, {.history = days(0)}, now_).history, 0);
    EXPECT_EQ(questions(ada).size(), 1U);
}

TEST_F(RetentionTest, ForgetsInvitationsAndResultsThatHaveExpired) {
    invite("long ago", now_ - days(31));
    invite("a while ago", now_ - days(29));
    invite("open", now_ + days(1));
    remember("expired", now_ - std::chrono::seconds(1));
    remember("fresh", now_ + std::chrono::minutes(1));
    const Forgotten gone = forget_old(database, System{}, {}, now_);
    EXPECT_EQ(gone.invitations, 1);
    EXPECT_EQ(gone.results, 1);
    database.read([&](Reader& reader) {
        EXPECT_TRUE(invitation_by_code(reader, System{}, "open", now_));
        EXPECT_TRUE(cached_result(reader, ledger(), ada, "fresh", now_));
    });
}

}  // namespace
}  // namespace parlance::store
