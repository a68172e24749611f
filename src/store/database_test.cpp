#include "store/database.hpp"

#include "base/testing/temporary_folder.hpp"
#include "store/migrate.hpp"
#include "store/store.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include <thread>

namespace parlance::store {
namespace {

class DatabaseTest : public testing::Test {
protected:
    DatabaseTest() {
        database.write([](Writer& writer) {
            writer.run("CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT, score DOUBLE PRECISION)");
            writer.run("CREATE TABLE child (t_id BIGINT NOT NULL REFERENCES t (id))");
        });
    }
    std::int64_t rows() {
        return database.read([](Reader& reader) {
            return reader.count("SELECT count(*) AS value FROM t");
        });
    }
    static void insert(Writer& writer, std::int64_t id) {
        writer.run("INSERT INTO t (id, name) VALUES (:id, 'x')", {{"id", id}});
    }

    TemporaryFolder folder;
    Database database{"sqlite:" + (folder.path() / "a store.db").string()};
};

TEST_F(DatabaseTest, KeepsValuesOfEveryKind) {
    database.write([](Writer& writer) {
        const std::optional<std::string> nothing;
        writer.run(
            "INSERT INTO t (id, name, score) VALUES (:id, :name, :score)",
            {{"id", std::int64_t{1} << 62}, {"name", "n'é; :colon"}, {"score", 0.5}}
        );
        writer.run("INSERT INTO t (id, name) VALUES (2, :name)", {{"name", nothing}});
    });
    database.read([](Reader& reader) {
        const std::vector<Row> all = reader.rows("SELECT id, name, score FROM t ORDER BY id DESC");
        ASSERT_EQ(all.size(), 2);
        EXPECT_EQ(all[0].integer("id"), std::int64_t{1} << 62);
        EXPECT_EQ(all[0].text("name"), "n'é; :colon");
        EXPECT_EQ(all[0].real("score"), 0.5);
        EXPECT_EQ(all[1].text_if("name"), std::nullopt);
        EXPECT_THROW(static_cast<void>(all[1].text("name")), std::logic_error);
        EXPECT_THROW(static_cast<void>(all[1].text("nome")), std::logic_error);
    });
}

TEST_F(DatabaseTest, ItsFilesAreForItsOwnerOnly) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        EXPECT_EQ(entry.status().permissions() & others, std::filesystem::perms::none)
            << entry.path();
    }
}

TEST_F(DatabaseTest, AWriteIsCommittedThoughTheOthersWhoAreAtWorkNeverWrite) {
    const Database::Expected one(database);
    const Database::Expected other(database);
    database.write([](Writer& writer) { insert(writer, 1); });
    EXPECT_EQ(rows(), 1);
}

TEST_F(DatabaseTest, RefusesTextThatPostgresWouldCut) {
    EXPECT_THROW(
        database.write([](Writer& writer) {
            writer.run("INSERT INTO t (id, name) VALUES (1, :n)", {{"n", std::string("a\0b", 3)}});
        }),
        Error
    );
    EXPECT_EQ(rows(), 0);
}

TEST_F(DatabaseTest, TellsWhichConstraintFailed) {
    database.write([](Writer& writer) { insert(writer, 1); });
    const auto kind_of = [&](const char* sql) {
        try {
            database.write([&](Writer& writer) { writer.run(sql); });
        } catch (const ConstraintError& error) {
            EXPECT_EQ(error.why(), Failure::conflict);
            return error.kind();
        }
        return ConstraintError::Kind::other;
    };
    EXPECT_EQ(kind_of("INSERT INTO t (id) VALUES (1)"), ConstraintError::Kind::unique);
    EXPECT_EQ(kind_of("INSERT INTO child VALUES (9)"), ConstraintError::Kind::foreign_key);
}

TEST_F(DatabaseTest, NeverShowsTheDriversText) {
    try {
        database.read([](Reader& reader) { return reader.rows("SELECT secret_column FROM t"); });
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "store_failed");
        EXPECT_EQ(error.message().find("secret_column"), std::string::npos);
    }
}

TEST_F(DatabaseTest, AFailedWriteUndoesItselfAlone) {
    EXPECT_THROW(
        database.write([](Writer& writer) {
            insert(writer, 1);
            throw std::runtime_error("no");
        }),
        std::runtime_error
    );
    database.write([](Writer& writer) { insert(writer, 2); });
    EXPECT_EQ(rows(), 1);
}

TEST_F(DatabaseTest, AReaderCannotWrite) {
    EXPECT_THROW(
        database.read([](Reader& reader) { return reader.rows("DELETE FROM t RETURNING id"); }),
        Error
    );
}

TEST_F(DatabaseTest, ManyThreadsReadAndWriteWithoutLosingAnything) {
    constexpr int threads = 8;
    constexpr int each = 100;
    std::vector<std::thread> writers;
    for (int thread = 0; thread < threads; ++thread) {
        writers.emplace_back([&, thread] {
            for (int count = 0; count < each; ++count) {
                const std::int64_t id = thread * each + count;
                database.write([&](Writer& writer) { insert(writer, id); });
                const std::int64_t found = database.read([&](Reader& reader) {
                    return reader.count(
                        "SELECT count(*) AS value FROM t WHERE id = :id", {{"id", id}}
                    );
                });
                EXPECT_EQ(found, 1);
            }
        });
    }
    for (std::thread& writer : writers)
        writer.join();
    EXPECT_EQ(rows(), threads * each);
}

TEST_F(DatabaseTest, OneFailureInABatchLeavesTheOthers) {
    std::atomic<int> failures = 0;
    std::atomic<int> done = 0;
    for (std::int64_t id = 0; id < 300; ++id) {
        const auto job = [id](Writer& writer) {
            insert(writer, id);
            if (id % 3 == 0) throw std::runtime_error("no");
        };
        database.submit(job, [&](std::exception_ptr failed) { ++(failed ? failures : done); });
    }
    database.flush();
    EXPECT_EQ(failures, 100);
    EXPECT_EQ(done, 200);
    EXPECT_EQ(rows(), 200);
}

TEST_F(DatabaseTest, AKeptStatementTakesOtherValuesTypesAndNull) {
    const std::optional<std::int64_t> null;
    const std::vector<Parameter> scores{1.5, null, 2.5, std::int64_t{3}, null, 4.5};
    database.write([&](Writer& writer) {
        for (std::size_t id = 0; id < scores.size(); ++id) {
            const auto number = static_cast<std::int64_t>(id);
            const std::int64_t touched = writer.run(
                "INSERT INTO t (id, score) VALUES (:id, :score)",
                {{"id", number}, {"score", scores[id]}}
            );
            EXPECT_EQ(touched, 1);
        }
    });
    const auto score_of = [&](std::int64_t id) {
        return database.read([&](Reader& reader) {
            const auto row = reader.row("SELECT score FROM t WHERE id = :id", {{"id", id}});
            return row ? row->real_if("score") : std::optional(-1.0);
        });
    };
    const std::vector<std::optional<double>> expected{1.5, {}, 2.5, 3.0, {}, 4.5, -1.0};
    for (std::size_t id = 0; id < expected.size(); ++id)
        EXPECT_EQ(score_of(static_cast<std::int64_t>(id)), expected[id]) << id;
}

TEST_F(DatabaseTest, AKeptStatementServesAgainAfterItFailed) {
    database.write([](Writer& writer) { insert(writer, 1); });
    EXPECT_THROW(database.write([](Writer& writer) { insert(writer, 1); }), ConstraintError);
    database.write([](Writer& writer) { insert(writer, 2); });
    EXPECT_EQ(rows(), 2);
}

TEST_F(DatabaseTest, AKeptStatementHoldsNoSnapshot) {
    for (std::int64_t id = 0; id < 3; ++id) {
        EXPECT_EQ(rows(), id);
        database.write([&](Writer& writer) { insert(writer, id); });
    }
}

TEST_F(DatabaseTest, LateWritesArriveWithinASecond) {
    database.write_later([](Writer& writer) { insert(writer, 7); });
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    while (rows() == 0 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(database.late_failures(), 0);
}

TEST_F(DatabaseTest, CoroutinesResumeAfterTheCommit) {
    Store store("sqlite:" + (folder.path() / "a store.db").string());
    boost::asio::io_context home;
    std::int64_t seen = 0;
    const auto story = [&]() -> Task<void> {
        const auto add = [](Writer& writer) { return writer.run("INSERT INTO t (id) VALUES (5)"); };
        const std::int64_t touched = co_await store.write(add);
        EXPECT_EQ(touched, 1);
        const auto look = [](Reader& reader) {
            return reader.count("SELECT count(*) AS value FROM t");
        };
        seen = co_await store.read(look);
    };
    boost::asio::co_spawn(home, story, [](std::exception_ptr failed) {
        if (failed) std::rethrow_exception(failed);
    });
    home.run();
    EXPECT_EQ(seen, 1);
}

TEST_F(DatabaseTest, ExpressionsWithoutATypeAreReadAsNumbers) {
    database.read([](Reader& reader) {
        const auto row = reader.row("SELECT max(id) AS top, count(*) OVER () AS n FROM t");
        ASSERT_TRUE(row);
        EXPECT_EQ(row->integer_if("top"), std::nullopt);
    });
}

}  // namespace
}  // namespace parlance::store
