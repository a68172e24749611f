#include "catalog/testing.hpp"
#include "connectors/sqlite_writer.hpp"
#include "engine/understand.hpp"
#include "store/knowledge.hpp"
#include "store/policies.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace parlance::catalog {
namespace {

using namespace std::chrono_literals;

/// A tenant with a small source, and an analyst who sees no towns.
class CatalogKnowledgeTest : public CatalogFixture {
protected:
    CatalogKnowledgeTest() {
        connectors::write_sqlite(
            catalog.folder_of(ada.tenant_id) / "toy.sqlite",
            {{"people",
              "CREATE TABLE people (id INTEGER PRIMARY KEY, town TEXT, age INTEGER)",
              {{std::int64_t{1}, "Berlin", std::int64_t{30}}}}}
        );
        toy = add(ada, "toy.sqlite");
        ann = ada;
        ann.username = "ann";
        ann.role = "analyst";
        const auto put = [&](store::Writer& writer) {
            const store::StoredPolicy policy{
                .reviewed = true,
                .document = R"({"unrestricted":["owner"],"rules":[{"default":"allow","tables":
                    {"people":{"columns":{"town":{"mask":"hidden"}}}}}]})"
            };
            store::put_policy(
                writer, ledger(), ada, toy, store::policy_version(writer, ada, toy), policy, "[]"
            );
        };
        write(put);
        catalog.policy_changed(ada.tenant_id, toy);
    }

    void teach(const char* content) {
        write([&](store::Writer& writer) {
            store::add_knowledge(writer, ledger(), ada, toy, store::KnowledgeKind::term, content);
        });
    }
    View view(const Principal& who) { return wait_for(catalog.view_with_values(who, toy)); }
    bool understands(const Principal& who, const char* question) {
        const auto result = engine::understand({question, {}}, *view(who).pack);
        const auto* answered = std::get_if<engine::Answered>(&result);
        return answered != nullptr && answered->readings.front().unexplained.empty();
    }

    std::string toy;
    Principal ann;
};

TEST_F(CatalogKnowledgeTest, TheNextQuestionKnows) {
    EXPECT_FALSE(understands(ada, "how many wibbles"));
    teach(R"({"kind":"synonym","phrase":"wibbles","table":"people"})");
    catalog.knowledge_changed(ada.tenant_id, toy);
    EXPECT_TRUE(understands(ada, "how many wibbles"));
    EXPECT_TRUE(understands(ann, "how many wibbles"));
}

TEST_F(CatalogKnowledgeTest, WhoDoesNotSeeTheColumnIsNotTaught) {
    teach(R"({"kind":"synonym","phrase":"wabbles","table":"people","column":"town"})");
    catalog.knowledge_changed(ada.tenant_id, toy);
    EXPECT_TRUE(understands(ada, "how many people per wabbles"));
    EXPECT_FALSE(understands(ann, "how many people per wabbles"));
}

TEST_F(CatalogKnowledgeTest, AnotherNodesChangeIsNoticed) {
    const std::string before = view(ada).knowledge_version;
    teach(R"({"kind":"synonym","phrase":"wibbles","table":"people"})");
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (view(ada).knowledge_version == before && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(50ms);
    EXPECT_TRUE(understands(ada, "how many wibbles"));
}

TEST_F(CatalogKnowledgeTest, PeopleWithEqualRightsShareWhatTheyKnow) {
    teach(R"({"kind":"synonym","phrase":"wibbles","table":"people"})");
    Principal bob = ann;
    bob.username = "bob";
    (void)view(ann);
    EXPECT_EQ(view(ann).pack, view(bob).pack);
    EXPECT_NE(view(ann).pack, view(ada).pack);
    EXPECT_EQ(view(ann).knowledge_version, view(ada).knowledge_version);
}

TEST_F(CatalogKnowledgeTest, ARefreshKeepsIt) {
    teach(R"x({"kind":"metric","phrase":"zest","table":"people","formula":"avg(age)"})x");
    (void)wait_for(catalog.refresh(ada, toy));
    EXPECT_TRUE(understands(ada, "zest"));
}

}  // namespace
}  // namespace parlance::catalog
