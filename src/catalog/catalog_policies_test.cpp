#include "catalog/testing.hpp"
#include "connectors/sqlite_writer.hpp"
#include "store/policies.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace parlance::catalog {
namespace {

/// A tenant with a small source, and an analyst beside its owner.
class CatalogPoliciesTest : public CatalogFixture {
protected:
    CatalogPoliciesTest() {
        connectors::write_sqlite(
            catalog.folder_of(ada.tenant_id) / "toy.sqlite",
            {{"people",
              "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, town TEXT)",
              {{std::int64_t{1}, "ada@example.org", "Berlin"},
               {std::int64_t{2}, "ben@example.org", "Paris"}}}}
        );
        toy = add(ada, "toy.sqlite");
        ann = ada;
        ann.user_id = "ann";
        ann.username = "ann";
        ann.role = "analyst";
    }

    void put(std::string document) {
        const auto work = [&](store::Writer& writer) {
            const std::int64_t held = store::policy_version(writer, ada, toy);
            const store::StoredPolicy policy{.reviewed = true, .document = document};
            store::put_policy(writer, ledger(), ada, toy, held, policy, "[]");
        };
        write(work);
        catalog.policy_changed(ada.tenant_id, toy);
    }
    View view(const Principal& who) { return wait_for(catalog.view(who, toy)); }
    std::string fails(const Principal& who) {
        return CatalogFixture::fails(catalog.view(who, toy));
    }

    std::string toy;
    Principal ann;
};

TEST_F(CatalogPoliciesTest, ANewSourceHasMasksForAllButThoseWhoGovern) {
    const View hers = view(ann);
    const Table* people = hers.schema->table("main", "people");
    ASSERT_NE(people, nullptr);
    EXPECT_FALSE(hers.policy.clear(*people, "email"));
    EXPECT_TRUE(hers.policy.clear(*people, "town"));
    const View all = view(ada);
    EXPECT_TRUE(all.policy.clear(*all.schema->table("main", "people"), "email"));
    const auto kept =
        read([&](store::Reader& reader) { return store::current_policy(reader, ada, toy); });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->author, "system");
    EXPECT_FALSE(kept->reviewed);
}

TEST_F(CatalogPoliciesTest, TheEngineLearnsFromClearColumnsAlone) {
    const View hers = wait_for(catalog.view_with_values(ann, toy));
    const Values all{
        {.schema = "main", .table = "people", .column = "email", .values = {"ada@example.org"}},
        {.schema = "main", .table = "people", .column = "town", .values = {"Berlin"}},
        {.schema = "main", .table = "gone", .column = "town", .values = {"Rome"}},
    };
    const Values clear = clear_values(all, *hers.schema, hers.policy);
    ASSERT_EQ(clear.size(), 1U);
    EXPECT_EQ(clear[0].column, "town");
    put(R"({"unrestricted":["owner"],"rules":[{"default":"allow","tables":{"people":
        {"rows":"id = 1"}}}]})");
    const View fewer = view(ann);
    EXPECT_TRUE(clear_values(all, *fewer.schema, fewer.policy).empty());
}

TEST_F(CatalogPoliciesTest, AChangeHoldsAtOnce) {
    put(R"({"unrestricted":["owner"],"rules":[{"default":"allow"}]})");
    const View before = view(ann);
    EXPECT_EQ(before.schema->tables.size(), 1U);
    put(R"({"unrestricted":["owner"],"rules":[{"default":"deny"}]})");
    EXPECT_TRUE(view(ann).schema->tables.empty());
    EXPECT_NE(view(ann).policy.identity, before.policy.identity);
    EXPECT_EQ(view(ada).schema->tables.size(), 1U);
}

TEST_F(CatalogPoliciesTest, PeopleWithEqualRightsShareWhatTheySee) {
    put(R"({"rules":[{"default":"allow","tables":{"people":{"rows":"town = :user.town"}}}]})");
    wait_for(catalog.view_with_values(ann, toy));  // what is seen does not change any more
    Principal bob = ann;
    bob.username = "bob";
    EXPECT_EQ(view(ann).pack, view(bob).pack);
    bob.attributes = {{"town", "Berlin"}};
    EXPECT_NE(view(ann).pack, view(bob).pack);
    EXPECT_NE(view(ann).policy.identity, view(bob).policy.identity);
}

TEST_F(CatalogPoliciesTest, APolicyThatCannotBeReadShowsNothing) {
    put(R"({"rules":[{"default":"everything"}]})");
    EXPECT_EQ(fails(ann), "invalid_fields");
    EXPECT_EQ(fails(ada), "invalid_fields");
}

TEST_F(CatalogPoliciesTest, WhatComesLaterIsHidden) {
    view(ann);
    connectors::write_sqlite(
        catalog.folder_of(ada.tenant_id) / "toy.sqlite",
        {{"people",
          "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, town TEXT, hobby TEXT)",
          {}},
         {"pets", "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT)", {}}}
    );
    const Refreshed hers = wait_for(catalog.refresh(ann, toy));
    EXPECT_TRUE(hers.drift.added.empty()) << "the refresh tells nothing of it either";
    EXPECT_EQ(hers.schema->table("main", "pets"), nullptr);
    EXPECT_EQ(hers.schema->table("main", "people")->column("hobby"), nullptr);
    EXPECT_NE(view(ada).schema->table("main", "pets"), nullptr);
}

TEST(Sights, KeysTellPeopleApart) {
    const guard::PolicyDocument nameless{.rules = {{}}};
    guard::PolicyDocument named = nameless;
    named.rules[0].to.users = {"ann"};
    const guard::Asker ann{"ann", "analyst", {}};
    const guard::Asker bob{"bob", "analyst", {}};
    EXPECT_EQ(key_of(nameless, ann), key_of(nameless, bob));
    EXPECT_NE(key_of(named, ann), key_of(named, bob));
    const guard::Asker one{"", "analyst", {{"a", "b:1:c"}}};
    const guard::Asker other{"", "analyst", {{"a", "b"}, {"c", ""}}};
    EXPECT_NE(key_of(nameless, one), key_of(nameless, other));
}

TEST(Sights, AChangeIsNotMissedWhileTheStoreIsAsked) {
    Sights sights;
    const std::uint64_t before = sights.doubts();
    sights.doubt();
    sights.hold(std::make_shared<const PolicyInForce>(PolicyInForce{.version = 1}), before);
    EXPECT_FALSE(sights.policy_if_fresh());
    sights.hold(
        std::make_shared<const PolicyInForce>(PolicyInForce{.version = 2}), sights.doubts()
    );
    ASSERT_TRUE(sights.policy_if_fresh());
    sights.hold(
        std::make_shared<const PolicyInForce>(PolicyInForce{.version = 1}), sights.doubts()
    );
    EXPECT_EQ(sights.policy()->version, 2) << "a slow read brings nothing back";
}

}  // namespace
}  // namespace parlance::catalog
