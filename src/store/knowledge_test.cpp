#include "store/knowledge.hpp"

#include "store/connections.hpp"
#include "store/testing.hpp"

namespace parlance::store {
namespace {

constexpr auto term = KnowledgeKind::term;

class KnowledgeTest : public StoreTest {
protected:
    std::string source_of(const Principal& who) {
        return write([&](Writer& writer) {
            const NewConnection wanted{.name = "shop", .kind = "sqlite", .path = "x"};
            return add_connection(writer, vault(), who, wanted).id;
        });
    }
    std::string taught(const Principal& who, const std::string& source, std::string_view content) {
        return write([&](Writer& writer) {
            return add_knowledge(writer, ledger(), who, source, term, content);
        });
    }
    std::vector<KnowledgeItem>
    known(const Principal& who, const std::string& source, KnowledgeKind kind = term) {
        return read([&](Reader& reader) { return knowledge(reader, ledger(), who, source, kind); });
    }
    std::int64_t version(const Principal& who, const std::string& source) {
        return read([&](Reader& reader) { return knowledge_version(reader, who, source); });
    }
};

TEST_F(KnowledgeTest, KeepsWhatWasTaughtOldestFirst) {
    const std::string source = source_of(ada);
    taught(ada, source, "one");
    taught(ada, source, "two");
    const auto all = known(ada, source);
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[0].content, "one");
    EXPECT_EQ(all[1].content, "two");
    EXPECT_EQ(all[0].author, "ada");
    EXPECT_TRUE(known(ada, source, KnowledgeKind::verified).empty());
}

TEST_F(KnowledgeTest, EveryChangeIsANewVersion) {
    const std::string source = source_of(ada);
    EXPECT_EQ(version(ada, source), 0);
    const std::string id = taught(ada, source, "one");
    EXPECT_EQ(version(ada, source), 1);
    write([&](Writer& writer) { change_knowledge(writer, ledger(), ada, term, id, "other"); });
    EXPECT_EQ(known(ada, source)[0].content, "other");
    EXPECT_EQ(version(ada, source), 2);
    write([&](Writer& writer) { remove_knowledge(writer, ada, term, id); });
    EXPECT_TRUE(known(ada, source).empty());
    EXPECT_EQ(version(ada, source), 3);
}

TEST_F(KnowledgeTest, LiesSealed) {
    const std::string source = source_of(ada);
    taught(ada, source, "the secret word");
    const auto row =
        read([](Reader& reader) { return reader.row("SELECT sealed FROM knowledge", {}); });
    EXPECT_EQ(row->text("sealed").find("secret"), std::string::npos);
}

TEST_F(KnowledgeTest, OfOthersDoesNotExist) {
    const std::string source = source_of(ada);
    const std::string id = taught(ada, source, "one");
    const auto foreign = [&](const std::string& wanted) {
        return write_fails([&](Writer& writer) { remove_knowledge(writer, eve, term, wanted); });
    };
    EXPECT_EQ(foreign(id), "knowledge_not_found");
    EXPECT_EQ(foreign(id), foreign(new_id()));
    EXPECT_EQ(
        read_fails([&](Reader& reader) {
            static_cast<void>(knowledge_item(reader, ledger(), eve, term, id));
        }),
        "knowledge_not_found"
    );
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            change_knowledge(writer, ledger(), eve, term, id, "mine");
        }),
        "knowledge_not_found"
    );
    EXPECT_EQ(
        read_fails([&](Reader& reader) {
            static_cast<void>(knowledge(reader, ledger(), eve, source, term));
        }),
        "connection_not_found"
    );
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            add_knowledge(writer, ledger(), eve, source, term, "mine");
        }),
        "connection_not_found"
    );
    EXPECT_EQ(version(eve, source), 0);
    EXPECT_EQ(known(ada, source)[0].content, "one");
}

TEST_F(KnowledgeTest, AVerifiedQuestionIsNoTerm) {
    const std::string source = source_of(ada);
    const std::string id = taught(ada, source, "one");
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            remove_knowledge(writer, ada, KnowledgeKind::verified, id);
        }),
        "knowledge_not_found"
    );
}

TEST_F(KnowledgeTest, GoesWithItsSource) {
    const std::string source = source_of(ada);
    taught(ada, source, "one");
    write([&](Writer& writer) { remove_connection(writer, ada, source); });
    const auto left = read([](Reader& reader) {
        return reader.count("SELECT count(*) AS value FROM knowledge") +
               reader.count("SELECT count(*) AS value FROM knowledge_versions");
    });
    EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace parlance::store
