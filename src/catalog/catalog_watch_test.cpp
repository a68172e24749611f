#include "base/json.hpp"
#include "catalog/testing.hpp"
#include "connectors/sqlite_writer.hpp"
#include "store/catalogs.hpp"
#include "store/drifts.hpp"
#include "store/policies.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace parlance::catalog {
namespace {

using namespace std::chrono_literals;

/// A tenant with a small source that changes, and an analyst who sees one table of it.
class CatalogWatchTest : public CatalogFixture {
protected:
    CatalogWatchTest() {
        draw({people});
        toy = add(ada, "toy.sqlite");
        ann = ada;
        ann.user_id = "ann";
        ann.username = "ann";
        ann.role = "analyst";
        wait_for(catalog.view(ada, toy));
        subscription =
            catalog.events().subscribe(ada.tenant_id, toy, [this](const SchemaChanged& changed) {
                told = changed;
                ++times;
            });
    }

    void draw(const std::vector<connectors::NewTable>& tables) {
        connectors::write_sqlite(catalog.folder_of(ada.tenant_id) / "toy.sqlite", tables);
    }

    /// As if the last look had been so long ago.
    void age(std::chrono::hours by) {
        write([&](store::Writer& writer) {
            store::StoredCatalog kept = *store::catalog(writer, ada, toy);
            kept.refreshed_at -= by;
            store::keep_catalog(writer, ada, toy, kept);
        });
        catalog.forget(ada.tenant_id, toy);
        wait_for(catalog.view(ada, toy));
    }

    std::vector<DriftRecord> records() {
        const auto found = read([&](store::Reader& reader) {
            return store::drifts(reader, ledger(), ada, toy, {}).items;
        });
        std::vector<DriftRecord> all;
        for (const store::StoredDrift& each : found)
            all.push_back(json::read<DriftRecord>(each.content));
        return all;
    }

    bool heard_within(std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        while (times == 0 && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(10ms);
        return times > 0;
    }

    void show_people_alone() {
        write([&](store::Writer& writer) {
            const std::int64_t held = store::policy_version(writer, ada, toy);
            const store::StoredPolicy policy{
                .reviewed = true,
                .document = R"({"unrestricted": ["owner"], "rules": [{"default": "deny",
                    "tables": {"people": {"default": "allow"}}}]})"
            };
            store::put_policy(writer, ledger(), ada, toy, held, policy, "[]");
        });
        catalog.policy_changed(ada.tenant_id, toy);
    }

    const connectors::NewTable people{
        "people",
        "CREATE TABLE people (id INTEGER PRIMARY KEY, town TEXT)",
        {}
    };
    const connectors::NewTable secrets{"secrets", "CREATE TABLE secrets (word TEXT)", {}};
    const connectors::NewTable more_people{
        "people",
        "CREATE TABLE people (id INTEGER PRIMARY KEY, town TEXT, street TEXT)",
        {}
    };
    std::string toy;
    Principal ann;
    Events::Subscription subscription;
    SchemaChanged told;
    std::atomic<int> times = 0;
};

TEST_F(CatalogWatchTest, ALookThatFindsSomethingIsToldAndKept) {
    draw({people, secrets});
    wait_for(catalog.refresh(ada, toy));
    EXPECT_EQ(times, 1);
    EXPECT_EQ(told.connection_id, toy);
    EXPECT_EQ(told.before->tables.size(), 1U);
    EXPECT_EQ(told.after->tables.size(), 2U);
    ASSERT_EQ(records().size(), 1U);
    EXPECT_EQ(records().front().cause, Cause::asked);
    EXPECT_EQ(records().front().changes.front().kind, ChangeKind::table_added);
    wait_for(catalog.refresh(ada, toy));
    EXPECT_EQ(times, 1);
    EXPECT_EQ(records().size(), 1U);
}

TEST_F(CatalogWatchTest, LooksWhenItIsTime) {
    age(2h);
    draw({people, secrets});
    catalog.start_watching(20ms);
    ASSERT_TRUE(heard_within(10s));
    ASSERT_EQ(records().size(), 1U);
    EXPECT_EQ(records().front().cause, Cause::schedule);
}

TEST_F(CatalogWatchTest, DoesNotLookBeforeItIsTime) {
    draw({people, secrets});
    catalog.start_watching(20ms);
    EXPECT_FALSE(heard_within(300ms));
}

TEST_F(CatalogWatchTest, AChangeThatIsHiddenIsNoneForThem) {
    show_people_alone();
    draw({people, secrets});
    wait_for(catalog.refresh(ada, toy));
    ASSERT_EQ(times, 1);
    EXPECT_EQ(wait_for(catalog.drift_for(ada, told)).added.size(), 1U);
    EXPECT_TRUE(wait_for(catalog.drift_for(ann, told)).empty());
    draw({more_people, secrets});
    wait_for(catalog.refresh(ada, toy));
    EXPECT_EQ(
        wait_for(catalog.drift_for(ann, told)).added, std::vector<std::string>{"main.people.street"}
    );
}

TEST_F(CatalogWatchTest, TheAtlasIsOfWhatOneSees) {
    show_people_alone();
    draw({people, secrets});
    wait_for(catalog.refresh(ada, toy));
    const auto hers = wait_for(catalog.atlas(ann, toy));
    EXPECT_FALSE(hers->describe("", "secrets", Detail::full).has_value());
    EXPECT_TRUE(hers->search({.words = "secrets"}).tables.empty());
    const auto all = wait_for(catalog.atlas(ada, toy));
    EXPECT_TRUE(all->describe("", "secrets", Detail::full).has_value());
    EXPECT_EQ(fails(catalog.profile(ann, toy, "", "secrets")), "table_not_found");
    EXPECT_EQ(fails(catalog.atlas(eve, toy)), "connection_not_found");
}

}  // namespace
}  // namespace parlance::catalog
