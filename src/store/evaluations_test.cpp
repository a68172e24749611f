#include "store/evaluations.hpp"

#include "store/connections.hpp"
#include "store/retention.hpp"
#include "store/testing.hpp"

namespace parlance::store {
namespace {

class EvaluationsTest : public StoreTest {
protected:
    std::string connection_of(const Principal& who) {
        return write([&](Writer& writer) {
            return add_connection(
                       writer, vault(), who, {.name = "shop", .kind = "postgres", .host = "db"}
            )
                .id;
        });
    }
    std::string started(const Principal& who, const std::string& connection) {
        return write([&](Writer& writer) {
            return add_evaluation(writer, ledger(), who, {connection, "what is asked", 2});
        });
    }
    void marked(const Principal& who, const std::string& id, int number, const char* mark) {
        write([&](Writer& writer) { add_evaluation_mark(writer, ledger(), who, id, number, mark); }
        );
    }
    void ended(const Principal& who, const std::string& id, const EvaluationEnd& end) {
        write([&](Writer& writer) { end_evaluation(writer, ledger(), who, id, end); });
    }
    Evaluation seen(const Principal& who, const std::string& id) {
        return read([&](Reader& reader) { return evaluation(reader, ledger(), who, id); });
    }
    Page<Evaluation> page(const Principal& who, PageRequest wanted = {}) {
        return read([&](Reader& reader) {
            return evaluations(reader, ledger(), who, std::nullopt, wanted);
        });
    }
    Principal bob_of(const Principal& boss) {
        Principal bob = boss;
        bob.user_id = new_id();
        return bob;
    }
};

TEST_F(EvaluationsTest, GoOnAndEnd) {
    const std::string id = started(ada, connection_of(ada));
    EXPECT_EQ(seen(ada, id).state, "running");
    marked(ada, id, 1, "second");
    marked(ada, id, 0, "first");
    EXPECT_EQ(seen(ada, id).finished, 2);
    const auto marks =
        read([&](Reader& reader) { return evaluation_marks(reader, ledger(), ada, id); });
    EXPECT_EQ(marks, (std::vector<std::string>{"first", "second"}));
    ended(ada, id, {"failed", "no_connection", "sums"});
    const Evaluation last = seen(ada, id);
    EXPECT_EQ(last.state, "failed");
    EXPECT_EQ(last.failure, "no_connection");
    EXPECT_EQ(last.totals, "sums");
    EXPECT_EQ(last.content, "what is asked");
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            add_evaluation_mark(writer, ledger(), ada, id, 2, "late");
        }),
        "evaluation_not_found"
    );
}

TEST_F(EvaluationsTest, ThatFellSilentWereInterrupted) {
    const std::string id = started(ada, connection_of(ada));
    write([&](Writer& writer) {
        writer.run(
            "UPDATE evaluations SET updated_at = :at",
            {{"at", system_now() - evaluation_silence_max - std::chrono::seconds(1)}}
        );
    });
    EXPECT_EQ(seen(ada, id).state, "interrupted");
}

TEST_F(EvaluationsTest, OfAProcessThatEndedWereInterrupted) {
    const std::string connection = connection_of(ada);
    const std::string whole = started(ada, connection);
    ended(ada, whole, {"done", std::nullopt, "sums"});
    const std::string id = started(ada, connection);
    write([](Writer& writer) { interrupt_evaluations(writer, System{}); });
    EXPECT_EQ(seen(ada, id).state, "interrupted");
    EXPECT_EQ(seen(ada, whole).state, "done");
}

TEST_F(EvaluationsTest, AreSealed) {
    const std::string id = started(ada, connection_of(ada));
    marked(ada, id, 0, "first");
    ended(ada, id, {"done", std::nullopt, "sums"});
    const auto all = read([](Reader& reader) {
        return reader.rows(
            "SELECT sealed FROM evaluations UNION ALL SELECT sealed_totals FROM evaluations "
            "UNION ALL SELECT sealed FROM evaluation_marks"
        );
    });
    ASSERT_EQ(all.size(), 3);
    for (const Row& row : all)
        for (const char* text : {"asked", "sums", "first"})
            EXPECT_EQ(row.text("sealed").find(text), std::string::npos);
}

TEST_F(EvaluationsTest, AreSeenByNobodyElse) {
    const std::string id = started(ada, connection_of(ada));
    marked(ada, id, 0, "first");
    for (const Principal& other : {eve, bob_of(ada)}) {
        EXPECT_TRUE(page(other).items.empty());
        EXPECT_EQ(
            read_fails([&](Reader& reader) {
                static_cast<void>(evaluation(reader, ledger(), other, id));
            }),
            "evaluation_not_found"
        );
        EXPECT_EQ(
            read_fails([&](Reader& reader) {
                static_cast<void>(evaluation_marks(reader, ledger(), other, id));
            }),
            "evaluation_not_found"
        );
        EXPECT_EQ(
            write_fails([&](Writer& writer) {
                add_evaluation_mark(writer, ledger(), other, id, 1, "mine");
            }),
            "evaluation_not_found"
        );
        EXPECT_EQ(
            write_fails([&](Writer& writer) {
                end_evaluation(writer, ledger(), other, id, {"done", std::nullopt, ""});
            }),
            "evaluation_not_found"
        );
        EXPECT_EQ(
            write_fails([&](Writer& writer) { remove_evaluation(writer, other, id); }),
            "evaluation_not_found"
        );
    }
    EXPECT_EQ(seen(ada, id).finished, 1);
}

TEST_F(EvaluationsTest, AreOfOnesOwnSources) {
    const std::string adas = connection_of(ada);
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            static_cast<void>(add_evaluation(writer, ledger(), eve, {adas, "", 0}));
        }),
        "connection_not_found"
    );
}

TEST_F(EvaluationsTest, ComeInPagesAndGo) {
    const std::string connection = connection_of(ada);
    for (int time = 0; time < 3; ++time)
        marked(ada, started(ada, connection), 0, "mark");
    const auto first = page(ada, {.limit = 2});
    ASSERT_EQ(first.items.size(), 2);
    const auto rest = page(ada, {.limit = 2, .before = *first.next});
    ASSERT_EQ(rest.items.size(), 1);
    write([&](Writer& writer) { remove_evaluation(writer, ada, rest.items[0].id); });
    EXPECT_EQ(page(ada).items.size(), 2);
    EXPECT_EQ(
        forget_old(database, System{}, {}, system_now() + std::chrono::days(400)).evaluations, 2
    );
    const auto left = read([](Reader& reader) {
        return reader.count("SELECT count(*) AS value FROM evaluation_marks");
    });
    EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace parlance::store
