#include "catalog/catalog.hpp"

#include "catalog/sample_shop.hpp"
#include "catalog/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::catalog {
namespace {

/// Two tenants; the first has the sample shop.
class CatalogTest : public CatalogFixture {
protected:
    CatalogTest() {
        write_sample_shop(
            catalog.folder_of(ada.tenant_id) / "shop.sqlite", std::chrono::sys_days{}
        );
        shop = add(ada, "shop.sqlite");
    }

    std::string shop;
};

TEST_F(CatalogTest, OpensTheDefaultSource) {
    const View view = wait_for(catalog.view(ada, ""));
    EXPECT_EQ(view.connection_id, shop);
    EXPECT_NE(view.schema->table("main", "orders"), nullptr);
}

TEST_F(CatalogTest, HidesASourceFromOtherTenants) {
    wait_for(catalog.view(ada, shop));
    EXPECT_EQ(fails(catalog.view(eve, shop)), "connection_not_found");
    EXPECT_EQ(fails(catalog.view(ada, "nothing")), "connection_not_found");
    EXPECT_EQ(fails(catalog.view(eve, "")), "no_connection");
}

TEST_F(CatalogTest, OpensASourceOnce) {
    const View first = wait_for(catalog.view(ada, shop));
    const View second = wait_for(catalog.view(ada, shop));
    EXPECT_EQ(first.source, second.source);
}

TEST_F(CatalogTest, KeepsTheSchemaInTheStore) {
    const View first = wait_for(catalog.view(ada, shop));
    catalog.forget(ada.tenant_id, shop);
    const View second = wait_for(catalog.view(ada, shop));
    EXPECT_NE(first.source, second.source);
    EXPECT_EQ(*first.schema, *second.schema);
    EXPECT_LT(first.refreshed_at - second.refreshed_at, std::chrono::seconds(1));
}

TEST_F(CatalogTest, TellsWhatChanged) {
    wait_for(catalog.view(ada, shop));
    connectors::write_sqlite(
        catalog.folder_of(ada.tenant_id) / "shop.sqlite",
        {{"orders", "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)", {}}}
    );
    const Refreshed found = wait_for(catalog.refresh(ada, shop));
    EXPECT_NE(std::ranges::find(found.drift.added, "main.orders.note"), found.drift.added.end());
    EXPECT_NE(std::ranges::find(found.drift.removed, "main.customers"), found.drift.removed.end());
}

TEST_F(CatalogTest, LooksNoMoreThanItMust) {
    wait_for(catalog.view(ada, shop));
    EXPECT_FALSE(wait_for(catalog.refresh_if_older(ada, shop, std::chrono::hours(1))));
}

}  // namespace
}  // namespace parlance::catalog
