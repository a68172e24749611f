#include "guard/sight.hpp"

#include "guard/relation.hpp"
#include "guard/toy_schema.hpp"
#include "sql/render.hpp"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace parlance::guard {
namespace {

Table view_of(const char* name, std::optional<std::vector<TableName>> based_on) {
    Table view{.schema = "public", .name = name, .kind = TableKind::view};
    view.columns = {{.name = "id", .type = Type::integer, .native_type = "integer"}};
    view.based_on = std::move(based_on);
    return view;
}

/// The toy tables with views over a ruled table, over such a view, over a clear one, over unknown.
Sight seen(std::string_view policy, Asker who = {"ann", "analyst", {}}) {
    Schema schema = toy_schema(Dialect::postgres);
    schema.tables.push_back(view_of("ruled", {{{"public", "customers"}}}));
    schema.tables.push_back(view_of("over_view", {{{"public", "ruled"}}}));
    schema.tables.push_back(view_of("clear", {{{"public", "employees"}}}));
    schema.tables.push_back(view_of("opaque", std::nullopt));
    Surroundings around{.nonce = "0123456789abcdef01234567"};
    around.key = {Secret(std::string(32, 'k')), "toy"};
    return look(read_policy(policy), std::make_shared<const Schema>(schema), who, around);
}

std::string tables(const Sight& sight) {
    std::vector<std::string> names;
    for (const Table& table : sight.schema->tables)
        names.push_back(table.name);
    return fmt::format("{}", fmt::join(names, " "));
}

std::string relation_of(const Sight& sight, const char* table) {
    const Relation* relation = sight.policy.relation(*sight.schema->table("public", table));
    return relation == nullptr ? "clear" : sql::render(relation->query, Dialect::postgres);
}

TEST(Sight, HidesViewsOverWhatIsRuled) {
    const Sight sight =
        seen(R"({"default": "allow", "tables": {"customers": {"rows": "country = 'DE'"}}})");
    EXPECT_EQ(tables(sight), "customers orders employees clear");
    EXPECT_EQ(
        tables(seen(R"({"default": "allow"})")),
        "customers orders employees ruled over_view clear opaque"
    );
    const Sight named = seen(R"({"default": "allow", "tables": {
        "customers": {"rows": "country = 'DE'"}, "ruled": {"default": "allow"}}})");
    EXPECT_EQ(tables(named), "customers orders employees ruled clear");
}

/// The parent shows the rows of a partition, so a rule for the partition alone would hold nothing.
TEST(Sight, HidesTheParentOfARuledPartition) {
    Schema schema = toy_schema(Dialect::postgres);
    Table parent = view_of("events", {});
    parent.kind = TableKind::partitioned;
    parent.based_on.reset();
    Table part = view_of("events_2024", {{{"public", "events"}}});
    part.kind = TableKind::partition;
    schema.tables.push_back(parent);
    schema.tables.push_back(part);
    const auto shared = std::make_shared<const Schema>(schema);
    const auto through = [&](std::string_view policy) {
        return look(read_policy(policy), shared, {"ann", "analyst", {}}, {});
    };
    const Sight sight =
        through(R"({"default": "allow", "tables": {"events_2024": {"rows": "id = 1"}}})");
    EXPECT_EQ(tables(sight), "customers orders employees events_2024");
    EXPECT_EQ(sight.problems.size(), 1U);
    EXPECT_EQ(
        tables(through(R"({"default": "allow", "tables": {
            "events": {"rows": "id = 1"}, "events_2024": {"rows": "id = 1"}}})")),
        "customers orders employees events events_2024"
    );
}

TEST(Sight, MasksWhatIsComputedFromMaskedColumns) {
    Schema schema = toy_schema(Dialect::postgres);
    schema.tables[0].columns.push_back(
        {.name = "ssn_last4", .type = Type::text, .native_type = "text", .generated = true}
    );
    const auto shared = std::make_shared<const Schema>(schema);
    const auto is_masked = [&](std::string_view columns) {
        const Sight sight = look(
            read_policy(fmt::format(
                R"({{"default": "allow", "tables": {{"customers": {{"columns": {{{}}}}}}}}})",
                columns
            )),
            shared,
            {"ann", "analyst", {}},
            {}
        );
        const Table& table = *sight.schema->table("public", "customers");
        return !sight.policy.clear(table, "ssn_last4");
    };
    EXPECT_TRUE(is_masked(R"("ssn": {"mask": "null"})"));
    EXPECT_TRUE(is_masked(R"("ssn": {"mask": "hidden"})"));
    EXPECT_FALSE(is_masked(R"("ssn": {"mask": "null"}, "ssn_last4": {})"));
    EXPECT_FALSE(is_masked(""));
}

/// Caches of several processes have to agree on who has which rights.
TEST(Sight, IdentityIsTheSameInEveryProcess) {
    const auto shared = std::make_shared<const Schema>(toy_schema(Dialect::sqlite));
    const auto identity = [&](std::string nonce, std::string_view policy) {
        Surroundings around{.nonce = std::move(nonce)};
        return look(read_policy(policy), shared, {"ann", "analyst", {}}, around).policy.identity;
    };
    EXPECT_EQ(identity("a", toy_policy), identity("b", toy_policy));
    EXPECT_NE(identity("a", toy_policy), identity("a", R"({"default": "allow"})"));
}

TEST(Sight, DeniesWhatIsNotNamed) {
    EXPECT_EQ(tables(seen(R"({"tables": {"orders": {"columns": {"id": {}}}}})")), "orders");
    const Sight sight = seen(R"({"tables": {"orders": {"columns": {"id": {}}}}})");
    EXPECT_EQ(sight.schema->table("public", "orders")->columns.size(), 1U);
}

TEST(Sight, FailsClosedWhenSomethingVanished) {
    const Sight column = seen(
        R"({"default": "allow", "tables": {"customers": {"columns": {"gone": {"mask": "null"}}}}})"
    );
    EXPECT_EQ(tables(column).find("customers"), std::string::npos);
    EXPECT_EQ(column.problems.size(), 1U);
    const Sight table = seen(R"({"default": "allow", "tables": {"gone": {"hidden": true}}})");
    EXPECT_EQ(tables(table), "");
    const Sight rule = seen(R"({"default": "allow", "tables": {"orders": {"rows": "gone = 1"}}})");
    EXPECT_EQ(tables(rule).find("orders"), std::string::npos);
}

TEST(Sight, PutsRowRulesOfRolesTogether) {
    const Sight sight = seen(R"({"rules": [
        {"default": "allow", "tables": {"orders": {"rows": "status = 'paid'"}}},
        {"mandatory": true, "default": "allow", "tables": {"orders": {"rows": "id > 1"}}},
        {"to": {"roles": ["analyst"]}, "default": "allow", "tables": {"orders": {"rows": "id = 7"}}},
        {"to": {"roles": ["viewer"]}, "default": "allow", "tables": {"orders": {"rows": "id = 9"}}}]})"
    );
    EXPECT_TRUE(relation_of(sight, "orders")
                    .ends_with("WHERE (orders.status = 'paid' OR orders.id = 7) AND orders.id > 1")
    ) << relation_of(sight, "orders");
}

TEST(Sight, SaysWhichRulesHoldRowsBack) {
    const Sight sight = seen(R"({"rules": [
        {"id": "paid", "default": "allow", "tables": {"orders": {"rows": "status = 'paid'"}}},
        {"default": "allow", "mandatory": true, "tables": {"orders": {"rows": "id > 1"}}},
        {"id": "masks", "default": "allow",
         "tables": {"orders": {"columns": {"amount": {"mask": "null"}}}}}]})");
    const Table& orders = *sight.schema->table("public", "orders");
    EXPECT_EQ(sight.policy.relation(orders)->row_rules, (std::vector<std::string>{"paid", "#2"}));
    EXPECT_FALSE(sight.policy.every_row(orders));
}

TEST(Sight, TakesTheStrictestMask) {
    const Sight sight = seen(R"({"rules": [
        {"default": "allow", "tables": {"customers": {"columns": {"email": {"mask": "null"}}},
            "orders": {"columns": {"amount": {"mask": "bucket", "size": 500}}}}},
        {"default": "allow", "tables": {"customers": {"columns": {"email": {"mask": "partial"}}},
            "orders": {"columns": {"amount": {"mask": "bucket", "size": 10}}}}}]})");
    EXPECT_NE(
        relation_of(sight, "customers").find("CAST(NULL AS text) AS email"), std::string::npos
    );
    EXPECT_NE(relation_of(sight, "orders").find("% 500"), std::string::npos);
}

TEST(Sight, IsForWhomTheRuleIs) {
    constexpr std::string_view policy =
        R"({"unrestricted": ["admin"], "rules": [{"to": {"roles": ["analyst"]}, "default": "allow"}]})";
    EXPECT_EQ(seen(policy, {"bob", "viewer", {}}).schema->tables.size(), 0U);
    EXPECT_EQ(seen(policy, {"bob", "analyst", {}}).schema->tables.size(), 7U);
    EXPECT_EQ(seen(policy, {"bob", "admin", {}}).schema->tables.size(), 7U);
}

// What fails for some value, or takes long, would tell of rows that are not seen.
TEST(Sight, TakesNoRowRuleThatMayFail) {
    for (const char* rule :
         {"length(status) > 1",
          "1 / id > 0",
          "status::int = 1",
          "repeat(status, 9) = 'x'",
          "status ~ '(a+)+$'",
          "id = (SELECT max(id) FROM orders)",
          "EXISTS (SELECT 1 FROM generate_series(1, 9))"}) {
        const Sight sight = seen(
            fmt::format(R"({{"default": "allow", "tables": {{"orders": {{"rows": "{}"}}}}}})", rule)
        );
        EXPECT_EQ(sight.schema->table("public", "orders"), nullptr) << rule;
        EXPECT_EQ(sight.problems.size(), 1U) << rule;
    }
    const Sight harmless = seen(R"json({"default": "allow", "tables": {"orders": {
        "rows": "lower(status) = coalesce('x', status)"}}})json");
    EXPECT_NE(harmless.schema->table("public", "orders"), nullptr);
}

TEST(Sight, AttributesAreValuesAndNeverText) {
    constexpr std::string_view policy =
        R"({"default": "allow", "tables": {"customers": {"rows": "country = :user.land"}}})";
    const Sight sight = seen(policy, {"ann", "analyst", {{"land", "DE' OR '1'='1"}}});
    EXPECT_TRUE(relation_of(sight, "customers").ends_with("customers.country = 'DE'' OR ''1''=''1'")
    );
    const Sight without = seen(policy);
    EXPECT_TRUE(relation_of(without, "customers").ends_with("customers.country = NULL"));
    ASSERT_EQ(without.problems.size(), 1U);
    EXPECT_TRUE(without.problems[0].about_asker);
}

}  // namespace
}  // namespace parlance::guard
