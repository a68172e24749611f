#include "catalog/sample_shop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace parlance::catalog {
namespace {

using connectors::NewTable;
using std::chrono::sys_days;

constexpr sys_days today = std::chrono::year{2026} / 3 / 1;

const NewTable& table(const std::vector<NewTable>& shop, std::string_view name) {
    return *std::ranges::find(shop, name, &NewTable::name);
}

std::int64_t number(const connectors::NewCell& cell) {
    return std::get<std::int64_t>(cell);
}

TEST(SampleShop, IsTheSameForTheSameDay) {
    const auto one = sample_shop(today);
    const auto two = sample_shop(today);
    ASSERT_EQ(one.size(), two.size());
    for (std::size_t at = 0; at < one.size(); ++at)
        EXPECT_EQ(one[at].rows, two[at].rows);
}

TEST(SampleShop, HasAFewThousandRows) {
    std::size_t rows = 0;
    for (const NewTable& each : sample_shop(today))
        rows += each.rows.size();
    EXPECT_GT(rows, 5000U);
    EXPECT_LT(rows, 10000U);
}

TEST(SampleShop, EndsYesterday) {
    const auto shop = sample_shop(today);
    std::string last;
    for (const auto& row : table(shop, "orders").rows) {
        last = std::max(last, std::get<std::string>(row[5]));
    }
    EXPECT_LT(last, "2026-03-01");
    EXPECT_GT(last, "2026-02-25");
}

TEST(SampleShop, ItemsPointAtOrdersAndProductsThatExist) {
    const auto shop = sample_shop(today);
    const auto orders = static_cast<std::int64_t>(table(shop, "orders").rows.size());
    const auto products = static_cast<std::int64_t>(table(shop, "products").rows.size());
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    for (const auto& row : table(shop, "order_items").rows) {
        EXPECT_LE(number(row[0]), orders);
        EXPECT_LE(number(row[1]), products);
        EXPECT_TRUE(seen.emplace(number(row[0]), number(row[1])).second)
            << "the key is twice there";
    }
}

TEST(SampleShop, NobodyOrdersBeforeSigningUp) {
    const auto shop = sample_shop(today);
    const auto& customers = table(shop, "customers").rows;
    for (const auto& order : table(shop, "orders").rows) {
        const auto& customer = customers[static_cast<std::size_t>(number(order[1]) - 1)];
        EXPECT_LE(
            std::get<std::string>(customer[7]), std::get<std::string>(order[5]).substr(0, 10)
        );
    }
}

TEST(SampleShop, SumsOfMoneyAreExact) {
    const auto shop = sample_shop(today);
    for (const auto& row : table(shop, "order_items").rows) {
        const double quarters = std::get<double>(row[3]) * 4;
        EXPECT_EQ(quarters, std::round(quarters));
    }
}

}  // namespace
}  // namespace parlance::catalog
